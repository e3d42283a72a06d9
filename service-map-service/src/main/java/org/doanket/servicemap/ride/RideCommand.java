package org.doanket.servicemap.ride;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/** What may be asked of a ride desk. What names a passenger or a place shows in no log. */
public sealed interface RideCommand {

    /** More is no fare but a slip of the pen, and no sum of such amounts goes beyond what can be counted. */
    long MOST = 1_000_000_000;

    /** @param offerSeconds how long a rider has to say yes; @param waitSeconds how long a passenger is kept waiting for one */
    record Found(@NotNull UUID unitId, @NotBlank @Size(max = 120) String name, @Min(5) @Max(600) Integer offerSeconds,
            @Min(60) @Max(7_200) Integer waitSeconds) implements RideCommand {
    }

    /** A row of the fare table. Amounts in minor units. @param citation the decision of the team or guild */
    record SetFare(@NotNull LocalDate validFrom, @Min(0) @Max(100_000) int firstMetres, @Min(0) @Max(MOST) long firstAmount, @Min(0) @Max(MOST) long kmAmount,
            LocalTime nightFrom, LocalTime nightTo, @Min(0) @Max(200) int nightPercent, @Min(1) @Max(1_000_000) long roundedTo,
            @NotBlank @Pattern(regexp = "VND|CNY") String currency, @NotBlank @Size(max = 200) String citation) implements RideCommand {
    }

    record Enlist(@NotNull UUID memberId, @NotBlank @Size(max = 120) String name) implements RideCommand {

        @Override
        public String toString() {
            return "Enlist[" + memberId + "]";
        }
    }

    /** @param position where he waits; needed to be on duty */
    record Presence(boolean onDuty, @Valid Position position) implements RideCommand {
    }

    /** Degrees, WGS 84. */
    record Position(@NotNull @DecimalMin("-90") @DecimalMax("90") Double lat, @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon) {

        TravelEstimate.Place place() {
            return new TravelEstimate.Place(lat, lon);
        }

        @Override
        public String toString() {
            return "Position";
        }
    }

    /**
     * @param contact     how the rider finds the passenger
     * @param pickupPlace and {@code destination}: as they were said
     * @param priceAmount agreed, in minor units; never above the table, which holds where nothing is agreed
     */
    record Ask(@NotNull UUID teamId, @NotBlank @Size(max = 120) String contact, @NotBlank @Size(max = 200) String pickupPlace,
            @NotNull @Valid Position pickup, @NotBlank @Size(max = 200) String destination, @NotNull @Valid Position dropOff,
            @PositiveOrZero Long priceAmount) implements RideCommand {

        @Override
        public String toString() {
            return "Ask[" + teamId + "]";
        }
    }

    record Report(@NotBlank @Pattern(regexp = "accident|injury|dispute|no-show|breakdown|threat|other") String kind, @Size(max = 1_000) String note)
            implements RideCommand {

        @Override
        public String toString() {
            return "Report[" + kind + "]";
        }
    }
}
