import GRDB
import JSON
import Wire

extension SeedWriter {
  /// Six of ten tasks are completed, one of those is archived; one of twenty is deleted.
  mutating func task(threads: [Int64]) throws {
    tick()
    let id = id(Noun.Task.self)
    let isDone = source.number(1...10) <= 6
    let doneAt = isDone ? Timestamp(milliseconds: now.milliseconds + 3_600_000) : nil
    let isArchived = isDone && source.isOne(in: 6)
    let isDeleted = source.isOne(in: 20)
    let thread = threads.isEmpty || !source.isOne(in: 5) ? nil : source.pick(threads)
    note(.task, id, .created)
    let number =
      isDone || isDeleted
      ? note(.task, id, isDeleted ? .deleted : .updated) : note(.task, id, .updated)
    try write(
      "task", SeedSQL.task, whose, .id(id), .text(words.taskTitle(&source)),
      .string(source.isOne(in: 3) ? words.description(&source) : nil), .time(doneAt),
      thread.map { .integer($0) } ?? .null, .integer(number), .bytes(source.shortFingerprint()),
      .time(now), .time(doneAt ?? now), .time(isArchived ? doneAt : nil),
      .time(isDeleted ? doneAt ?? now : nil), .int(taskNumber()))
    try noteThing(.task, id)
  }

  /// Writes a context with its thread, one to four actions, and perhaps previews.
  mutating func context() throws {
    tick()
    let (threadID, id) = (id(Noun.Thread.self), id(Noun.Context.self))
    let title = Title(trusted: "\(source.pick(SeedWords.templates)) \(source.number(1...999))")
    let thread = try insertThread(threadID, title: title, model: nil)
    let status = source.pick(ContextStatus.allCases)
    let config = ContextConfig(
      NewContextConfig(
        template: Label(source.pick(SeedWords.templates)),
        tooling: Labels([Label(trusted: source.pick(SeedWords.tooling))]),
        features: Labels([Label(trusted: source.pick(SeedWords.features))])))
    let number = note(.context, id, .created)
    let (actions, previews) = (source.number(1...4), source.number(0...2))
    let context = try write(
      "context", SeedSQL.context, whose, .id(id), .integer(thread), .text(status.rawValue),
      .text(try RawJSON(encoding: Flow()).text), .text(try RawJSON(encoding: config).text),
      .integer(number), source.fingerprint(), .time(now), .int(contextNumber()), .int(actions),
      .int(previews))
    for number in 0..<actions { try action(number + 1, of: context) }
    for number in 0..<previews { try preview(number + 1, of: context) }
    try noteThing(.context, id)
  }

  private mutating func action(_ number: Int, of context: Int64) throws {
    tick()
    let id = id(Noun.Action.self)
    let type = source.pick(ActionType.allCases)
    let (payload, made) = (#"{"step":\#(source.number(1...9))}"#, source.fingerprint())
    note(.action, id, .created)
    // No action is left running: no client runs it, and the next daemon would have to fail it.
    let hasEnded = !source.isOne(in: 4)
    let hasFailed = hasEnded && source.isOne(in: 8)
    if hasEnded {
      note(.action, id, .updated)
      note(.action, id, .updated)
    }
    let status: ActionStatus = hasEnded ? hasFailed ? .failed : .completed : .pending
    let result = hasFailed ? #"{"error":"the template was not found"}"# : #"{"ok":true}"#
    try write(
      "action", SeedSQL.action, whose, .integer(context), .id(id), .text(type.rawValue),
      .text(payload), .text(status.rawValue), .string(hasEnded ? result : nil), made, .time(now),
      .time(hasEnded ? now : nil), .int(number))
  }

  private mutating func preview(_ number: Int, of context: Int64) throws {
    tick()
    let id = id(Noun.Preview.self)
    let status = source.pick(PreviewStatus.allCases)
    let place = source.number(1000...9999)
    try write(
      "preview", SeedSQL.preview, whose, .integer(context), .id(id),
      .string(status == .live ? "https://preview-\(place).example.org/" : nil),
      .text("dep-\(place)"), .text(status.rawValue), source.fingerprint(), .time(now),
      .int(number))
    note(.preview, id, .created)
  }
}
