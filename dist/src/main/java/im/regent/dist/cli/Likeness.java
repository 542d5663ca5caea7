package im.regent.dist.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Likeness {
    private static final int MAX_EDITS = 2;

    private Likeness() {}

    /** The known word that is at most two edits away, and less than the word is long. */
    static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(each -> edits(word, each) <= Math.min(MAX_EDITS, word.length() - 1))
                .min(Comparator.comparingInt(each -> edits(word, each)));
    }

    /** Inserted, deleted, changed and swapped neighbouring letters. */
    static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int step(int[][] edits, String a, String b, int i, int j) {
        int changed = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean isSwap = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwap ? Math.min(best, 1 + edits[i - 2][j - 2]) : best;
    }
}
