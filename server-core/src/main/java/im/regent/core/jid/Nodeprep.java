package im.regent.core.jid;

import com.ongres.stringprep.Option;
import com.ongres.stringprep.Profile;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How servers that follow RFC 3920 prepare localparts (its Appendix A, a profile of RFC 3454), many of them still: before
 * they send anything to us they write {@code fu\u00DFball} as {@code fussball}, and the final sigma as the other one. To RFC
 * 7622 these are different names. This server goes by RFC 7622 wherever it reads an address, and creates no account whose
 * name older servers would write as another one: so a name that both accept is never two accounts, and every account can be
 * reached from everywhere.
 */
public final class Nodeprep {
    private static final Profile PROFILE = new AppendixA();

    private Nodeprep() {}

    /**
     * The address that an older server writes when it means this one, if it is another: an account with this address could
     * not be reached from there. Empty also where the older profile refuses the name: then nobody can mean the wrong account.
     */
    public static Optional<Jid> elsewhere(Jid account) {
        if (!account.hasLocal()) {
            return Optional.empty();
        }
        try {
            // RFC 3454 §7: a query may hold what Unicode 3.2 did not know yet; it is left as it is.
            Jid other = Jid.of(PROFILE.prepareQuery(account.local()), account.domain(), account.resource());
            return other.equals(account) ? Optional.empty() : Optional.of(other);
        } catch (IllegalArgumentException | MalformedJidException e) {
            return Optional.empty();
        }
    }

    /** RFC 3920 Appendix A. */
    private static final class AppendixA implements Profile {
        @Override
        public Set<Option> profile() {
            return EnumSet.of(
                    Option.MAP_TO_NOTHING,
                    Option.CASE_FOLD_NFKC,
                    Option.NORMALIZE_KC,
                    Option.FORBID_ASCII_SPACES,
                    Option.FORBID_NON_ASCII_SPACES,
                    Option.FORBID_ASCII_CONTROL,
                    Option.FORBID_NON_ASCII_CONTROL,
                    Option.FORBID_PRIVATE_USE,
                    Option.FORBID_NON_CHARACTER,
                    Option.FORBID_SURROGATE,
                    Option.FORBID_INAPPROPRIATE_FOR_PLAIN_TEXT,
                    Option.FORBID_INAPPROPRIATE_FOR_CANON_REP,
                    Option.FORBID_CHANGE_DISPLAY_AND_DEPRECATED,
                    Option.FORBID_TAGGING,
                    Option.CHECK_BIDI,
                    Option.FORBID_ADDITIONAL_CHARACTERS);
        }

        /** RFC 3920 §A.5. */
        @Override
        public boolean prohibitedAdditionalCharacters(int codePoint) {
            return "\"&'/:<>@".indexOf(codePoint) >= 0;
        }
    }
}
