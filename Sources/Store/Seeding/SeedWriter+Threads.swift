import GRDB
import Wire

extension SeedWriter {
  /// Writes a conversation of this many messages; returns its row.
  mutating func thread(messages: Int) throws -> Int64 {
    tick()
    let id = id(Noun.Thread.self)
    let input = words.question(&source)
    let model = source.pick(SeedWords.models)
    let thread = try insertThread(
      id, title: Title.derived(from: Content(trusted: input)), model: model,
      systemPrompt: source.isOne(in: 5) ? "Answer briefly, and say when you are not sure." : nil)
    try noteThing(.thread, id)
    try converse(messages: messages, first: input, on: thread, id, model: model)
    return thread
  }

  mutating func insertThread(
    _ id: ThreadID, title: Title?, model: String?, systemPrompt: String? = nil
  ) throws -> Int64 {
    let number = note(.thread, id, .created)
    return try write(
      "thread", SeedSQL.thread, whose, .id(id), .ruled(title), .string(model),
      .string(systemPrompt), .integer(number), source.fingerprint(), .time(now),
      .int(threadNumber()))
  }

  /// Writes pairs of messages; an odd last message is a question that was appended without asking a
  /// model.
  private mutating func converse(
    messages: Int, first: String, on thread: Int64, _ id: ThreadID, model: String
  ) throws {
    guard messages > 0 else { return }
    var last = now
    for pair in 0..<messages / 2 {
      tick()
      last = try turn(
        pair == 0 ? first : words.question(&source), after: 2 * pair, on: thread, id, model: model)
    }
    if messages % 2 == 1 {
      tick()
      let message = self.id(Noun.Message.self)
      try write(
        "message", SeedSQL.message, whose, .integer(thread), .id(message), .int(messages), .null,
        .text("user"), .text(words.question(&source)), .null, .null, .null, .null,
        source.fingerprint(), .time(now))
      note(.message, message, .created)
      last = now
    }
    try change(
      SeedSQL.touch, whose, .integer(thread), .integer(note(.thread, id, .updated)), .time(now),
      .int(messages), .time(last))
  }

  /// Writes a question with its answer; returns the time of the answer.
  private mutating func turn(
    _ input: String, after last: Int, on thread: Int64, _ threadID: ThreadID, model: String
  ) throws -> Timestamp {
    let id = id(Noun.Turn.self)
    let made = source.fingerprint()
    note(.turn, id, .created)
    let output = words.answer(&source)
    let prompt = 20 + input.utf8.count / 4 + 90 * last
    let completion = output.utf8.count / 4
    let firstTokenMs = source.number(80...900)
    let totalMs = firstTokenMs + completion * source.number(8...40)
    let end = Timestamp(milliseconds: now.milliseconds + Int64(totalMs))
    let (question, answer) = (self.id(Noun.Message.self), self.id(Noun.Message.self))
    let metadata =
      source.isOne(in: 8) ? #"{"intent":"question","entities":["skein"],"confidence":0.93}"# : nil
    let row = try write(
      "turn", SeedSQL.turn, whose, .integer(thread), .id(id), .text(model), .int(prompt),
      .int(completion), .int(prompt + completion), .int(firstTokenMs), .int(totalMs), made,
      .time(now), .time(end))
    try write(
      "message", SeedSQL.message, whose, .integer(thread), .id(question), .int(last + 1),
      .integer(row), .text("user"), .text(input), .null, .null, .null, .string(metadata), .null,
      .time(end))
    try write(
      "message", SeedSQL.message, whose, .integer(thread), .id(answer), .int(last + 2),
      .integer(row), .text("assistant"), .text(output), .int(prompt), .int(completion),
      .int(prompt + completion), .null, .null, .time(end))
    try change(
      SeedSQL.usage, whose, .id(threadID), .text(model), .int(prompt), .int(completion),
      .int(prompt + completion), .int(firstTokenMs), .int(totalMs), .time(end))
    note(.message, question, .created)
    note(.message, answer, .created)
    note(.turn, id, .updated)
    return end
  }
}
