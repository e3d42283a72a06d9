package org.doanket.servicemap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Under which licence the data of the map is given away, and whose work it is: for a federation to set. */
@ApplicationScoped
public class Licence {

    private final String address;
    private final String attribution;

    Licence(@ConfigProperty(name = "doanket.map.licence", defaultValue = "https://creativecommons.org/licenses/by/4.0/") String address,
            @ConfigProperty(name = "doanket.map.attribution") Optional<String> attribution) {
        this.address = address;
        this.attribution = attribution.filter(text -> !text.isBlank()).orElse("Doanket");
    }

    public String address() {
        return address;
    }

    public String attribution() {
        return attribution;
    }
}
