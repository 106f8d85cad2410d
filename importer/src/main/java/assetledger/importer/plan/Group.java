package assetledger.importer.plan;

import assetledger.importer.plan.MappedCommand.Source;
import assetledger.importer.source.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The rows of one key, and the commands that they give together. */
final class Group {
    /** @param problems empty where the row says nothing against the others */
    private record Member(Row row, boolean adds, List<Problem> problems) {}

    private final List<String> key;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, MappedCommand> commands = new LinkedHashMap<>();

    Group(List<String> key) {
        this.key = key;
    }

    int size() {
        return members.size();
    }

    void add(MappedRow row) {
        Set<Problem> problems = new LinkedHashSet<>(row.problems());
        boolean adds = false;
        for (MappedCommand command : row.commands()) {
            adds |= gather(command, problems);
        }
        members.add(new Member(row.row(), adds || members.isEmpty(), List.copyOf(problems)));
    }

    /** Whether the command says anything that the earlier rows did not. */
    private boolean gather(MappedCommand command, Set<Problem> problems) {
        MappedCommand before = commands.putIfAbsent(command.identity(), command);
        if (before == null) {
            return true;
        }
        MappedCommand both = before.with(
                command,
                (earlier, later) ->
                        problems.add(Disagreement.of(later.row(), later.column(), later.value(), key, earlier.row())));
        commands.put(command.identity(), both);
        return !both.input().equals(before.input());
    }

    void planned(Consumer<PlannedRow> planned) {
        Row first = members.get(0).row();
        List<Member> bad =
                members.stream().filter(member -> !member.problems().isEmpty()).toList();
        if (!bad.isEmpty()) {
            members.forEach(member -> planned.accept(reported(member, bad.get(0).row())));
        } else if (commands.size() > RowMapper.MOST_COMMANDS) {
            members.forEach(member -> planned.accept(reported(member, first)));
        } else {
            planned.accept(PlannedRow.sent(first, List.copyOf(commands.values())));
            members.stream().skip(1).forEach(member -> planned.accept(following(member, first)));
        }
    }

    private static PlannedRow following(Member member, Row first) {
        return member.adds()
                ? PlannedRow.joining(member.row(), first.number())
                : PlannedRow.repeating(member.row(), first.number());
    }

    private PlannedRow reported(Member member, Row because) {
        if (!member.problems().isEmpty()) {
            return PlannedRow.reported(member.row(), member.problems());
        }
        String column = key.get(0);
        String sentence = commands.size() > RowMapper.MOST_COMMANDS
                ? "The rows of one %s give at most %d records and links, but these %d"
                        .formatted(column, RowMapper.MOST_COMMANDS, commands.size())
                : "The row has nothing wrong, but row %d with the same %s has; the rows of a record are recorded together"
                        .formatted(because.number(), String.join(" and ", key));
        return PlannedRow.reported(
                member.row(),
                List.of(new Problem(member.row().number(), column, member.row().cell(column), sentence)));
    }

    /** Told of two cells that cannot both be right. */
    @FunctionalInterface
    interface Conflicts {
        void conflict(Source earlier, Source later);
    }
}
