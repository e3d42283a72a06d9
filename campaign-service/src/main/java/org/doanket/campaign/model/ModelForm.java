package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;

/**
 * The registration form, box by box. Only what names the model is demanded at once; the other boxes must be filled
 * before it is accepted (the transitions of the jurisdiction say which), so that a short paper list can be entered too.
 *
 * @param unit         the union organisation that registers it
 * @param holder       the collective or the person whose model it is
 * @param holderMember the same, where that is a member; {@code holderPublic}: who holds it has agreed to be named in public
 * @param content      what is done and how
 * @param prospects    the chance to last and to spread
 * @param standing     a new model, or an existing one with results so far
 * @param origin       the recognised model that this one copies, if any
 * @param registeredOn the day of the registration; today if not said
 * @param draft        not registered yet
 * @param acknowledgedLookalikes somebody saw the look-alikes and says that this is another model
 */
public record ModelForm(
        @NotNull UUID unit,
        @NotBlank @Size(max = 300) String name,
        @Size(max = 300) String holder,
        UUID holderMember,
        boolean holderPublic,
        @NotNull @Pattern(regexp = "collective|individual") String subjectKind,
        @NotBlank @Size(max = 60) String field,
        @Size(max = 5000) String situation,
        @Size(max = 5000) String goals,
        @Size(max = 5000) String content,
        @Size(max = 50) List<@NotBlank @Size(max = 500) String> criteria,
        @Valid @Size(max = 50) List<@NotNull Output> outputs,
        @Valid @Size(max = 50) List<@NotNull Force> forces,
        @Valid @Size(max = 50) List<@NotNull Means> resources,
        @Valid Place place,
        @Valid Time time,
        @Size(max = 5000) String prospects,
        @Pattern(regexp = "new|existing") String standing,
        @Size(max = 5000) String resultsSoFar,
        @Min(2000) @Max(2100) Integer year,
        LocalDate registeredOn,
        UUID origin,
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) boolean draft,
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) boolean acknowledgedLookalikes) {

    public ModelForm {
        name = Nfc.of(name);
        holder = Nfc.of(holder);
        situation = Nfc.of(situation);
        goals = Nfc.of(goals);
        content = Nfc.of(content);
        prospects = Nfc.of(prospects);
        resultsSoFar = Nfc.of(resultsSoFar);
        standing = standing == null ? "new" : standing;
        criteria = criteria == null ? List.of() : criteria.stream().map(Nfc::of).toList();
        outputs = kept(outputs);
        forces = kept(forces);
        resources = kept(resources);
    }

    /** Not List.copyOf: an empty row must live until validation names it. */
    private static <T> List<T> kept(List<T> rows) {
        return rows == null ? List.of() : new ArrayList<>(rows);
    }

    ModelForm on(LocalDate today) {
        LocalDate day = registeredOn == null ? today : registeredOn;
        return new ModelForm(unit, name, holder, holderMember, holderPublic, subjectKind, field, situation, goals, content, criteria,
                outputs, forces, resources, place, time, prospects, standing, resultsSoFar, year == null ? (Integer) day.getYear() : year, day,
                origin, draft, acknowledgedLookalikes);
    }
}
