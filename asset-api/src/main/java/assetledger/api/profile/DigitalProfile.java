package assetledger.api.profile;

import assetledger.graph.Profiles.Figure;
import assetledger.graph.Spending;
import assetledger.model.RecordId;
import assetledger.profile.Section;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A profile as the schema shows it; what nobody selects is not read.
 * @param view where its figures open
 */
record DigitalProfile(View view) {

    /** A section, with the figures that are not 0. */
    record ProfileSection(Section section, String rule, long total, List<ProfileFigure> figures) {}

    /** A figure and where it opens. */
    record ProfileFigure(String rating, long count, Section section, View view) {}

    public RecordId subject() {
        return view.subject();
    }

    public LocalDate asOf() {
        return view.asOf();
    }

    public @Nullable Long knownAt() {
        return view.knownAt();
    }

    public Mono<List<ProfileSection>> sections() {
        return view.figures()
                .map(figures -> Stream.of(Section.values())
                        .map(section -> section(section, figures))
                        .toList());
    }

    private ProfileSection section(Section section, List<Figure> all) {
        List<ProfileFigure> figures = all.stream()
                .filter(figure -> figure.section() == section)
                .map(figure -> new ProfileFigure(figure.rating(), figure.count(), section, view))
                .toList();
        long total = figures.stream().mapToLong(ProfileFigure::count).sum();
        return new ProfileSection(section, section.rule(), total, figures);
    }

    public Mono<List<Spending.Total>> money() {
        return view.money();
    }
}
