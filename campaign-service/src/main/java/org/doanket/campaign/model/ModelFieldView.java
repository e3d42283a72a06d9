package org.doanket.campaign.model;

/** A field of work that models of a jurisdiction may belong to; its label in the reader's language. */
public record ModelFieldView(String jurisdiction, String code, String label, String citation, boolean verified) {
}
