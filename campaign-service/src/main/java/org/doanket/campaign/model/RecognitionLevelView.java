package org.doanket.campaign.model;

import java.util.List;

/** A level at which models are recognised. @param unitLevels of the units that do it; {@code own}: also for what they hold themselves */
public record RecognitionLevelView(String jurisdiction, String code, String label, int rank, List<String> unitLevels, boolean own,
        String citation, boolean verified) {
}
