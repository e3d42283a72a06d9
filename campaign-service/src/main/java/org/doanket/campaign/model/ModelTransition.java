package org.doanket.campaign.model;

import java.util.List;

/**
 * A step that a jurisdiction allows: a row of {@code model_transition}.
 *
 * @param judgedAbove not by those who hold the model themselves, as long as there is a unit above theirs
 * @param inputs      what must be said with it
 * @param boxes       boxes of the form that must be filled by then
 * @param fact        what others are told
 */
record ModelTransition(String name, String from, String to, List<String> roles, boolean judgedAbove, List<String> inputs,
        List<String> boxes, String fact) {

    static final String SUBMIT = "submit";
    static final String LAUNCH = "launch";
    static final String RECOGNISE = "recognise";
}
