package org.doanket.platform.security;

/** The roles of {@code docs}: coarse, held at a unit, reaching what lies below it and nothing else. */
public final class Roles {

    public static final String FEDERATION_OFFICER = "federation-officer";
    public static final String UNIT_OFFICER = "unit-officer";
    public static final String TREASURER = "treasurer";
    public static final String AUDITOR = "auditor";
    public static final String CAMPAIGN_OFFICER = "campaign-officer";
    public static final String MAP_EDITOR = "map-editor";
    public static final String DESK_CLERK = "desk-clerk";
    public static final String TIPS_OFFICER = "tips-officer";
    public static final String MEMBER = "member";
    public static final String INTEGRATION = "integration";

    private Roles() {
    }
}
