package assetledger.api.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What uploads may take; an operator changes a limit by its name below {@code assetledger.uploads}.
 * @param size of an upload, all its parts together
 * @param parts of an upload: files, mappings and words
 * @param slowest bytes in each {@code slow}; an upload that brings fewer is broken off
 * @param slow how long an upload may be slower than that
 * @param ofOne uploads of one person that come in, wait or are worked on
 * @param waiting uploads of all that come in or wait, beside those that are worked on
 * @param atOnce uploads that are worked on at the same time, of different people
 * @param perDay uploads of one person in 24 hours
 * @param free what has to be left on the disk after an upload
 * @param kept how long an upload and its reports are kept after its end
 */
@ConfigurationProperties("assetledger.uploads")
record UploadLimits(
        @DefaultValue("64MB") DataSize size,
        @DefaultValue("60") int parts,
        @DefaultValue("30KB") DataSize slowest,
        @DefaultValue("30s") Duration slow,
        @DefaultValue("2") int ofOne,
        @DefaultValue("8") int waiting,
        @DefaultValue("2") int atOnce,
        @DefaultValue("100") int perDay,
        @DefaultValue("512MB") DataSize free,
        @DefaultValue("7d") Duration kept) {}
