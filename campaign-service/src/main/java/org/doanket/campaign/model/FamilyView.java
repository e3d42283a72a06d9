package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * A model and its copies.
 *
 * @param id     and all that names it is left out of a model outside of the reader's units that is not recognised
 * @param asked  the model that was asked about
 * @param size   how many models hang on it, itself counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FamilyView(UUID id, String name, UUID unit, String unitName, String state, Integer year, boolean asked, int size,
        List<FamilyView> copies) {
}
