/// Swift files as a stranger meets them: nothing but their paths.
///
/// Sources and Tests are drawn by nouns: what is about threads stands in a folder `Threads`, in each
/// target that has more than one file of them.
struct Folders {
  /// The most files of one folder: beyond it nobody sees what belongs together.
  static let fileLimit = 16
  /// The most folders between a target and its files.
  static let depthLimit = 2

  /// Targets that stand in the folder of another one.
  static let inner = ["Sources/skein/Main"]

  /// With which words a file's name may begin that is about a noun, and the noun's folder.
  static let nouns = [
    "Thread": "Threads", "Message": "Messages", "Turn": "Turns", "Task": "Tasks",
    "Context": "Contexts", "Action": "Actions", "Preview": "Previews", "User": "People",
    "Account": "People", "Session": "People", "Quota": "People", "Model": "Models",
    "Usage": "Usage", "Event": "Events", "Search": "Search", "History": "History",
    "Histories": "History", "Database": "Database", "Server": "Server",
  ]

  /// Names that begin with a noun's word and mean something else, by their target, and what they
  /// mean. What is said of a type holds for its extensions and its tests.
  static let elsewhere = [
    "OpenAI/ServerSentEvents": "the format of a stream",
    "Service/ContextPolicy": "a model's context, which is a number of tokens",
    "Service/ContextWindow": "a model's context, which is a number of tokens",
    "Service/ModelAliases": "a setting, and all settings stand together",
    "Service/ModelSettings": "a setting, and all settings stand together",
    "Service/QuotaSettings": "a setting, and all settings stand together",
    "Service/Session": "a connection as long as it speaks for one user",
    "Store/Database": "GRDB's type",
    "Store/MessageTree": "messages as other programs' exports have them",
    "Transport/TurnAway": "what is done with one client too many",
    "Wire/ContextPolicy": "a model's context, which is a number of tokens",
    "Wire/ThreadSearch": "a method by its name, and what is about searching stands together",
    "skein/HistorySearch": "what was typed before",
    "skein/HistoryWalk": "what was typed before",
    "skein/Session": "one run of the command",
  ]

  /// One file, such as `Tests/StoreTests/Threads/ThreadForkTests.swift`.
  struct File {
    let path: String
    /// `Tests/StoreTests`
    let target: String
    /// Between the target and the file: `Threads`.
    let folders: [String]
    /// The target that it belongs to or tests: `Store`.
    let module: String
    /// What it is about: `ThreadFork`.
    let subject: String
    /// What it extends, or the same: `Session` of `Session+Turns`.
    let type: String
    /// The folders of the nouns that it is about, which is one; an extension may be about two, and
    /// stands in one of them.
    let nouns: [String]
    /// Its type's name has a noun's word in another meaning, and it stands in no folder of that noun.
    let isElsewhere: Bool

    init(_ path: String) {
      self.path = path
      let parts = path.split(separator: "/").map(String.init)
      let inner = Folders.inner.first { path.hasPrefix($0 + "/") }
      target = inner ?? parts.prefix(2).joined(separator: "/")
      folders = inner == nil ? Array(parts.dropFirst(2).dropLast()) : []
      module = Folders.untested(parts.dropFirst().first ?? "")
      subject = Folders.untested((parts.last ?? "").replacing(".swift", with: ""))
      let words = subject.split(separator: "+")
      type = String(words.first ?? "")
      let noun = Folders.noun(of: type)
      let isOther = Folders.elsewhere["\(module)/\(type)"] != nil
      let about: ArraySlice<Substring> =
        isOther ? words.dropFirst() : noun == nil ? [] : words[...]
      nouns = about.compactMap { Folders.noun(of: $0) }
      isElsewhere = isOther && !folders.contains(noun ?? "")
    }

    var isTest: Bool { target.hasPrefix("Tests/") }
    /// What helps tests stands beside them, and mirrors nothing.
    var isSupport: Bool { isTest && folders.first == "Support" }
  }

  let files: [File]

  init(_ paths: [String]) {
    files = paths.map(File.init)
  }

  /// `Threads` of `ThreadFork` and of `Threads`, nil of `Threading`.
  static func noun(of name: some StringProtocol) -> String? {
    guard let word = String(name).prefixMatch(of: /[A-Z][a-z]+/)?.output else { return nil }
    return nouns[String(word)] ?? (word.hasSuffix("s") ? nouns[String(word.dropLast())] : nil)
  }

  /// `ThreadFork` of `ThreadForkTests`.
  private static func untested(_ name: String) -> String {
    name.hasSuffix("Tests") ? String(name.dropLast(5)) : name
  }
}

extension Folders {
  /// Folders with too many files, and those with one, which needs no folder.
  var unbalanced: [String] {
    Dictionary(grouping: files) { ([$0.target] + $0.folders).joined(separator: "/") }
      .filter { $1.count > Self.fileLimit || $1.count == 1 && !$1[0].folders.isEmpty }
      .map { "\($0): \($1.count)" }.sorted()
  }

  /// Files below more folders than one looks through.
  var buried: [String] {
    files.filter { $0.folders.count > Self.depthLimit }.map(\.path)
  }

  /// Folders that are a noun's and are not called so.
  var misnamed: [String] {
    Set(files.flatMap(\.folders)).filter { folder in
      Self.noun(of: folder).map { $0 != folder } ?? false
    }.sorted()
  }

  /// Files of a noun outside of its folder. The only one of its target needs none, nor do those of a
  /// target that is called after the noun.
  var astray: [String] {
    files.filter { file in
      guard let noun = file.nouns.first, !file.isSupport,
        file.nouns.allSatisfy({ !file.folders.contains($0) && file.module != $0 })
      else { return false }
      return !file.folders.isEmpty || count(of: noun, in: file.target) > 1
    }.map(\.path)
  }

  /// Exceptions that nothing needs any more.
  var needless: [String] {
    let needed = files.filter(\.isElsewhere).map { "\($0.module)/\($0.type)" }
    return Set(Self.elsewhere.keys).subtracting(needed).sorted()
  }

  /// Tests that do not stand where what they test stands. One that would be alone there stands in
  /// the folder above.
  var unmirrored: [String] {
    let sources = files.filter { !$0.isTest }
    return files.filter { file in
      guard file.isTest, !file.isSupport, sources.contains(where: { $0.module == file.module })
      else { return false }
      let twin = sources.first { $0.module == file.module && $0.subject == file.subject }
      guard let twin else { return !holds(file.folders, of: file.module) }
      return file.folders != place(for: twin.folders, in: file.target)
    }.map(\.path)
  }

  private func count(of noun: String, in target: String) -> Int {
    files.filter { $0.target == target && $0.nouns.first == noun && !$0.isSupport }.count
  }

  /// Whether a target has these folders.
  private func holds(_ folders: [String], of module: String) -> Bool {
    files.contains { !$0.isTest && $0.module == module && $0.folders.starts(with: folders) }
  }

  /// The nearest folder upwards in which tests stand.
  private func place(for folders: [String], in target: String) -> [String] {
    var folders = folders
    let taken = Set(files.filter { $0.target == target }.map(\.folders))
    while !folders.isEmpty, !taken.contains(folders) { folders.removeLast() }
    return folders
  }
}
