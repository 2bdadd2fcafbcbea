/// The questions of seeded users, and the answers to them.
struct SeedWords {
  private let questions: [String]
  private let sentences: [String]

  init(_ source: inout SeedSource) {
    questions = (0..<256).map { _ in Self.question(&source) }
    sentences = (0..<512).map { _ in Self.sentence(&source) }
  }

  func question(_ source: inout SeedSource) -> String {
    var text = source.pick(questions)
    if source.isOne(in: 4) { text += "\n\n" + source.pick(sentences) }
    return text
  }

  func answer(_ source: inout SeedSource) -> String {
    var text = source.pick(sentences)
    for _ in 0..<source.number(1...5) { text += " " + source.pick(sentences) }
    return text
  }

  /// Mostly short, now and then of the maximum length.
  func taskTitle(_ source: inout SeedSource) -> String {
    let title =
      "\(source.pick(Self.chores)) the \(source.pick(Self.adjectives)) \(source.pick(Self.things))"
    guard source.isOne(in: 50) else { return title }
    var long = title
    while long.unicodeScalars.count < 200 { long += ", then the \(source.pick(Self.things))" }
    return String(String.UnicodeScalarView(long.unicodeScalars.prefix(199))) + "…"
  }

  func description(_ source: inout SeedSource) -> String {
    source.pick(sentences) + " " + source.pick(sentences)
  }

  static func name(_ source: inout SeedSource) -> (given: String, family: String) {
    (source.pick(given), source.pick(family))
  }

  private static func question(_ source: inout SeedSource) -> String {
    let thing = "\(source.pick(adjectives)) \(source.pick(things))"
    return source.pick(openings) + " \(thing)" + source.pick(endings)
  }

  private static func sentence(_ source: inout SeedSource) -> String {
    let one = "\(source.pick(adjectives)) \(source.pick(things))"
    let other = "\(source.pick(adjectives)) \(source.pick(things))"
    return "\(source.pick(starts)) \(one) \(source.pick(verbs)) a \(other)\(source.pick(tails))."
  }

  static let models = ["gpt-4.1-mini", "local/qwen3-8b", "local/smollm2", "mistral/mistral-small"]
  static let languages = ["en", "de", "ja", "pt"]
  static let templates = ["next-app", "static-site", "swift-package", "flask-api"]
  static let tooling = ["eslint", "prettier", "pytest", "swift-format", "vite", "docker"]
  static let features = ["auth", "search", "dark-mode", "i18n", "payments", "uploads"]

  private static let given = [
    "Ada", "Bela", "Chidi", "Dunja", "Emre", "Farah", "Goran", "Hana", "Ines", "Jiro", "Kaya",
    "Lucía", "Mira", "Noor", "Olu", "Petra", "Quang", "Rosa", "Sanna", "Tomás", "Umar", "Vera",
    "Wim", "Xenia", "Yuki", "Zoë",
  ]
  private static let family = [
    "Abara", "Berg", "Costa", "Dvořák", "Eriksen", "Fofana", "García", "Haas", "Ito", "Jansen",
    "Kovács", "Larsen", "Moreau", "Nakamura", "Okafor", "Petrov", "Quispe", "Rossi", "Silva",
    "Tanaka",
  ]
  private static let openings = [
    "How do I mend a", "What is the difference between a thread and a", "Write a test for the",
    "Why does my build fail with a", "Explain in one paragraph the", "Give me three names for a",
    "Translate into German: the", "Summarise what we said about the", "Is it safe to delete a",
  ]
  private static let endings = [
    "?", ", briefly?", " without losing data?", " on a Monday?", "…", "?",
  ]
  private static let starts = ["The", "In short, the", "Most of the time a", "First, the", "A"]
  private static let verbs = [
    "needs", "replaces", "is wound around", "waits for", "belongs to", "never meets", "outlives",
    "is written before",
  ]
  private static let tails = [
    "", ", unless it is locked", ", which is why the order matters", " – naïve but correct",
    ", so keep a copy", " and nothing else", " (see the manual)",
  ]
  private static let adjectives = [
    "red", "loose", "twisted", "woollen", "nightly", "forgotten", "second", "quiet", "tangled",
    "asynchronous", "unsigned", "small", "half-finished", "borrowed", "weekly",
  ]
  private static let things = [
    "skein", "loom", "invoice", "pattern", "backup", "query", "release", "sweater", "index",
    "migration", "report", "garden", "socket", "recipe", "bicycle", "newsletter",
  ]
  private static let chores = [
    "Wind", "Mend", "Send", "Review", "Rewrite", "Order", "Archive", "Measure", "Paint",
    "Call about",
  ]
}
