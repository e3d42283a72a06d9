package org.doanket.servicemap.point;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What may be asked of a site. */
public sealed interface SiteCommand {

    /**
     * A place as it is, or as it shall be.
     *
     * @param administrativeUnit code of the commune, ward or town in which it lies
     * @param position           of the entrance, not of the middle of the plot
     * @param hostName           of the partner whose house it is
     */
    record Describe(@NotBlank @Size(max = 200) String name, @NotBlank @Size(max = 400) String address,
            @Pattern(regexp = "[0-9A-Za-z.-]{1,20}") String administrativeUnit, @NotNull @Valid Position position,
            @NotNull Access access, @NotNull Host host, @Size(max = 200) String hostName) implements SiteCommand {
    }
}
