package org.doanket.campaign.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A vote.
 *
 * @param electors  who may vote: those who are there and were invited to vote
 * @param given     ballot papers given out, of a secret vote
 * @param cast      votes that are in the urn
 * @param carried   number of the option with more than the majority; null while it is open, or where none has it
 * @param publicKey of a secret vote: RSA, by which each ballot can be checked
 */
@Schema(name = "Vote")
public record VoteView(UUID id, UUID meeting, UUID unit, Integer item, String question, String kind, List<Option> options, int majorityNum, int majorityDen,
        String majorityBy, String state, int electors, Integer given, int cast, Integer carried, JsonNode publicKey, OffsetDateTime openedAt,
        OffsetDateTime closedAt, long version) {

    /** @param votes null while a vote is open: nobody is led by how others have voted */
    @Schema(name = "VoteOption")
    public record Option(int number, String text, Integer votes) {
    }

    @Schema(name = "VoteVoice")
    public record Voice(UUID invitation, String name, int choice) {
    }

    /** A ballot from the urn: whose it is nobody knows but he who drew its serial. */
    @Schema(name = "UrnBallot")
    public record Ballot(String serial, int choice, String signature) {
    }

    /** @param signature on what was blinded; base64url */
    @Schema(name = "BlindSignature")
    public record Signed(String signature) {
    }
}
