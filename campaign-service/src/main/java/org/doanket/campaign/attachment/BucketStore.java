package org.doanket.campaign.attachment;

import io.quarkus.logging.Log;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** In a bucket of a store that speaks S3: Amazon's, or one's own (MinIO, Ceph, Garage), hence buckets in the path and no checksums that only the first knows. */
final class BucketStore implements AttachmentStore {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final S3Client client;
    private final String bucket;

    BucketStore(URI endpoint, String region, String key, String secret, String bucket) {
        this.bucket = bucket;
        this.client = S3Client.builder().endpointOverride(endpoint).region(Region.of(region))
                .serviceConfiguration(plain -> plain.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED).responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE))
                .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(PATIENCE).socketTimeout(PATIENCE).build()).build();
    }

    @Override
    public void put(UUID id, byte[] content) {
        try {
            client.putObject(put -> put.bucket(bucket).key(id.toString()), RequestBody.fromBytes(content));
        } catch (SdkException away) {
            throw AttachmentProblems.away(away);
        }
    }

    @Override
    public Optional<byte[]> get(UUID id) {
        try {
            return Optional.of(client.getObjectAsBytes(get -> get.bucket(bucket).key(id.toString())).asByteArray());
        } catch (NoSuchKeyException gone) {
            return Optional.empty();
        } catch (SdkException away) {
            throw AttachmentProblems.away(away);
        }
    }

    @Override
    public void remove(UUID id) {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(id.toString()));
        } catch (SdkException away) {
            Log.warnf("file of attachment %s stays behind: %s", id, away.getClass().getSimpleName());
        }
    }
}
