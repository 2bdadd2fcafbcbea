/// What fish needs beside what ArgumentParser generates, which takes the whole line apart for each
/// of its hundreds of rules, and does not know the form without a command.
enum FishCompletion {
  static let script = #"""

    # A line that begins with no command is a question: it is completed as behind ask.
    functions -q __skein_typed_tokens; and functions -e __skein_typed_tokens
    functions -c __skein_tokens __skein_typed_tokens
    function __skein_tokens
        set -l tokens (__skein_typed_tokens $argv)
        if string match -q -- '-p*' "$argv[1]"
            set -l first 2
            set -l next (math (count (__skein_typed_tokens -pc)) + 1)
            while test $first -lt $next
                switch "$tokens[$first]"
                    case --socket
                        set first (math $first + 2)
                    case '--socket=*' --json --no-start
                        set first (math $first + 1)
                    case '*'
                        break
                end
            end
            if __skein_begins_question $first $next "$tokens[$first]"
                set tokens $tokens[..(math $first - 1)] ask $tokens[$first..]
            end
        end
        printf '%s\n' $tokens
    end

    function __skein_begins_question -a first next word
        test $first -le $next; or return 1
        test $first -eq $next; and set word (commandline -ct)
        contains -- "$word" (string split '|' -- '\#(ShortForm.firstWords)'); and return 1
        test $first -lt $next; or string match -q -- '-*' "$word"
    end

    complete -c skein -n '__skein_stands_at "skein ask"; and test (count (__skein_typed_tokens -pc)) -eq 1' -l version

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
