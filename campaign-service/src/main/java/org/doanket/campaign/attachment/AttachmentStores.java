package org.doanket.campaign.attachment;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The store of this installation: the bucket, if one is named, else the directory. */
class AttachmentStores {

    private static final String BUCKET = "doanket.campaigns.bucket.";

    @Produces
    @Singleton
    AttachmentStore store(Config config) {
        Optional<String> bucket = config.getOptionalValue(BUCKET + "name", String.class);
        return bucket.<AttachmentStore>map(name -> new BucketStore(config.getValue(BUCKET + "endpoint", URI.class), config.getValue(BUCKET + "region", String.class),
                config.getValue(BUCKET + "key", String.class), config.getValue(BUCKET + "secret", String.class), name))
                .orElseGet(() -> new DirectoryStore(Path.of(config.getValue("doanket.campaigns.files", String.class))));
    }
}
