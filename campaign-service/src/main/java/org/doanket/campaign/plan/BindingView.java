package org.doanket.campaign.plan;

/** What a target may be bound to. @param measure {@code money}, in minor units of a currency, or {@code count} */
public record BindingView(String code, String label, String topic, String measure, boolean monthly) {
}
