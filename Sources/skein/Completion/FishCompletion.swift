/// What fish needs beside what ArgumentParser generates, which takes the whole line apart for each
/// of its hundreds of rules.
enum FishCompletion {
  static let script = #"""

    # Each of what stands above asks whether it is about the command that is typed: that is found
    # out once a line, not by each of them.
    function __skein_stands_at -a expected_commands
        set -l line (commandline -pc)
        if test "$line" != "$__skein_line"
            set -l non_repeating_flags_or_options
            set -l non_repeating_flags_or_options_absent 0
            set -l positional_index 0
            set -l commands
            __skein_parse_tokens
            set -g __skein_line "$line"
            set -g __skein_commands "$commands"
        end
        test "$__skein_commands" = "$expected_commands"
    end

    for kind in positional flags_or_options
        functions -q __skein_offers_$kind; and functions -e __skein_offers_$kind
        functions -c __skein_should_offer_completions_for_$kind __skein_offers_$kind
    end

    function __skein_should_offer_completions_for_positional
        __skein_stands_at $argv[1]; and __skein_offers_positional $argv
    end

    function __skein_should_offer_completions_for_flags_or_options
        __skein_stands_at $argv[1]; and __skein_offers_flags_or_options $argv
    end

    """#
}
