import ArgumentParser
import Testing

@testable import Commands

/// Each kind of error that ArgumentParser has, in the words of the command.
@Suite struct ParseErrorWordsTests {
  private func text(of words: [String]) -> String? {
    do {
      _ = try Skein.parseAsRoot(words)
      return nil
    } catch {
      return ParseErrorWords(error).text
    }
  }

  @Test(
    arguments: [
      (
        ["thread", "rename"],
        """
        <id> is missing. See skein thread rename --help. For example:
          skein thread rename 12 "Trip to Oslo"
        """
      ),
      (
        ["search"],
        "<words> is missing. See skein search --help. For example:\n  skein search blue yarn"
      ),
      (
        ["thread", "list", "--limt"],
        "“--limt” is no option of skein thread list; did you mean --limit? "
          + "See skein thread list --help."
      ),
      // The same where the command is the one that its noun stands for.
      (
        ["thread", "--limt"],
        "“--limt” is no option of skein thread list; did you mean --limit? "
          + "See skein thread list --help."
      ),
      // ArgumentParser proposes --xl here, which nobody means.
      (["last", "--all"], "“--all” is no option of skein last. See skein last --help."),
      (
        ["ask", "-a", "a.png", "what is it"],
        "“-a” is no option of skein ask. Images are not sent to models; -f FILE sends a file of "
          + "text."
      ),
      (
        ["ask", "what", "does", "-z", "mean"],
        "“-z” is no option of skein ask. See skein ask --help. In quotation marks it is part of the "
          + "question."
      ),
      (["undo", "-z"], "“-z” is no option of skein undo. See skein undo --help."),
      (
        ["undo", "--it's"], "“--it's” is no option of skein undo. See skein undo --help."
      ),
      (
        ["thread", "current", "it's"],
        "“it's” is one argument more than skein thread current takes. "
          + "See skein thread current --help."
      ),
      (
        ["thread", "use", "1", "2", "3"],
        "“2”, “3” are 2 arguments more than skein thread use takes. "
          + "See skein thread use --help."
      ),
      (
        ["task", "list", "--limit"],
        "--limit needs a value, <count>. See skein task list --help."
      ),
      (["ask", "-xt"], "-t needs a value, <thread>, and “-xt” has none. See skein ask --help."),
      (
        ["task", "list", "--all=yes"],
        "--all takes no value, and “yes” is one. See skein task list --help."
      ),
      (
        ["task", "list", "--limit", "few"],
        "--limit: “few” is no count. See skein task list --help."
      ),
      (
        ["daemon", "logs", "-n", "a' is invalid for 'b"],
        "-n: “a' is invalid for 'b” is no count. See skein daemon logs --help."
      ),
      (
        ["action", "update", "4", "done"],
        "<status>: “done” is no status: expected pending, running, completed or failed. "
          + "See skein action update --help."
      ),
      (
        ["usage", "--by", "week"],
        "--by: “week” is no key: expected day, model or thread. See skein usage --help."
      ),
      (
        ["usage", "--since", "soon"],
        "--since: “soon” is no time: expected \(Moment.allValueStrings.dropLast().joined(separator: ", "))"
          + " or 1795284000. See skein usage --help."
      ),
      (["task", "list", "--open", "--done"], "Choose one of --open and --done."),
      (["task", "list", "--limit", "0"], "--limit: expected 1 or more."),
    ] as [([String], String)])
  func `what is wrong is said in the words of the command`(_ words: [String], _ told: String) {
    #expect(text(of: words) == told)
  }

  @Test func `what has no words of its own is said as it came`() {
    let told = text(of: ["--generate-completion-script", "tcsh"])
    #expect(told?.hasPrefix("Can't generate completion scripts for 'tcsh'.") == true)
  }
}
