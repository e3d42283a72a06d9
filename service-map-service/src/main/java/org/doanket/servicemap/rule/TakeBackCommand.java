package org.doanket.servicemap.rule;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Takes a dated rule back before it begins. @param why kept with it */
public record TakeBackCommand(@NotBlank @Size(max = 400) String why) {
}
