package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A field of work that models of a jurisdiction may belong to; its label in the reader's language. @param inUse whether new ones may */
public record ModelFieldView(String jurisdiction, String code, String label, String citation, boolean verified, @JsonIgnore boolean inUse) {
}
