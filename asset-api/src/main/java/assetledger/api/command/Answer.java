package assetledger.api.command;

import java.util.List;

/**
 * What a request is answered.
 * @param outcomes one for each command, in their order
 * @param replayed whether the request was carried out before, and this is what it was answered then
 */
public record Answer(List<Outcome> outcomes, boolean replayed) {}
