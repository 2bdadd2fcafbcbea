import JSON

/// Turns one HTTP answer of a model into its events and one end.
struct Reply {
  enum End: Equatable {
    case completed(finishReason: String)
    case failed(Failure)
  }

  private enum Body {
    /// The beginning of a body that may be an answer: too short to recognise its kind.
    case unknown([UInt8])
    case events(ServerSentEvents)
    /// A whole completion, or an error in its place: the server does not stream.
    case whole([UInt8], JSONExtent)
    /// The beginning of an error's body.
    case error([UInt8])
    /// The beginning of a body that is not a model's answer.
    case foreign([UInt8])
  }

  let head: ResponseHead
  /// Set as soon as no later byte can change it.
  private(set) var end: End?
  private var reader: any AnswerReader
  /// The HTTP method and path, for messages.
  private let request: String
  private var body: Body
  /// Bytes since the model last sent text.
  private var silentBytes = 0
  private let silenceLimitBytes: Int

  init(
    head: ResponseHead, request: String, api: API = .chat, expectsThought: Bool = false,
    outputLimitBytes: Int = Limits.outputBytes, silenceLimitBytes: Int = Limits.silenceBytes
  ) {
    self.head = head
    self.silenceLimitBytes = silenceLimitBytes
    self.request = request
    let answer = HeardAnswer(outputLimitBytes: outputLimitBytes, expectsThought: expectsThought)
    reader =
      switch api {
      case .chat: ChunkReader(answer: answer)
      case .responses: ResponsesReader(answer: answer)
      }
    body = (200..<300).contains(head.status) ? .unknown([]) : .error([])
  }

  /// What has come of the answer so far.
  var answer: HeardAnswer { reader.answer }

  /// Whether the answer's text is complete; only usage and `[DONE]` may follow.
  var isFinished: Bool { answer.finishReason != nil }

  var hasSpoken: Bool { answer.speech.hasSpoken }

  /// Reads the next bytes of the body; returns false when no more are wanted.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, emit: AnswerReader.Emit) -> Bool {
    if end != nil { return false }
    switch body {
    case .unknown(let before):
      let start = before + bytes
      let kind = BodyKind(start, contentType: head.contentType)
      if kind == nil, start.count < Limits.errorBodyBytes {
        body = .unknown(start)
        return true
      }
      begin(kind ?? BodyKind(contentType: head.contentType))
      return start.withUnsafeBytes { receive($0, emit: emit) }
    case .events(var events):
      // The buffer must have one owner, or each append copies it.
      body = .unknown([])
      events.append(bytes)
      silentBytes += bytes.count
      read(&events, emit: emit)
      body = .events(events)
      return end == nil || answer.isDone
    case .whole(var whole, var extent):
      body = .unknown([])
      whole += bytes
      extent.take(bytes)
      if extent.hasEnded, isStream(whole) {
        begin(.events)
        return whole.withUnsafeBytes { receive($0, emit: emit) }
      }
      // A server may keep the connection open after the value.
      if extent.hasEnded { read(whole: whole, emit: emit) }
      body = .whole(whole, extent)
      if whole.count <= Limits.wholeBodyBytes { return end == nil || answer.isDone }
      fail(Failure(.protocol, "The answer is longer than \(Limits.wholeBodyBytes) bytes."))
      return false
    case .error(let start):
      body = .error(start + bytes.prefix(Limits.errorBodyBytes - start.count))
      return start.count + bytes.count <= Limits.errorBodyBytes
    case .foreign(let start):
      body = .foreign(start + bytes.prefix(Limits.errorBodyBytes - start.count))
      return start.count + bytes.count <= Limits.errorBodyBytes
    }
  }

  /// Ends the answer, because no byte follows. `broken` is the reason when the answer was cut off.
  mutating func close(
    broken: Failure?, unixSeconds: Int = Clock.unixSeconds(), emit: AnswerReader.Emit
  ) -> End {
    if let end { return end }
    if case .unknown(let start) = body {
      begin(BodyKind(contentType: head.contentType))
      _ = start.withUnsafeBytes { receive($0, emit: emit) }
    }
    switch body {
    case .unknown: break
    case .events(var events):
      if broken == nil, let event = events.finish() { read(event, emit: emit) }
      if end == nil { settle(broken, emit: emit) }
    case .whole(let whole, _):
      if let broken { fail(broken) } else if end == nil { read(whole: whole, emit: emit) }
    case .error(let start):
      let said = ErrorBody(body: start) ?? ErrorBody(unreadable: start)
      let failure = Failure(said, head: head, request: request, unixSeconds: unixSeconds)
      end = .failed(failure)
    case .foreign(let start):
      let type = head.contentType ?? "no content type"
      fail(Failure(.protocol, "\(request) answered with \(type): \(Words.quote(start))"))
    }
    return end ?? .failed(Failure(.protocol, "The answer has no end."))
  }
}

extension Reply {
  private mutating func begin(_ kind: BodyKind) {
    body =
      switch kind {
      case .events: .events(ServerSentEvents())
      case .json: .whole([], JSONExtent())
      case .foreign: .foreign([])
      }
  }

  /// Whether JSON at the beginning of a body is the first part of a stream: one object a line,
  /// without fields. It is if it is a part of an answer, or if more text follows it.
  private func isStream(_ start: [UInt8]) -> Bool {
    let text = ByteOrderMark.passed(in: start)
    let length = JSONExtent.length(of: text)
    if JSONExtent.begins(text[length...]) { return true }
    guard let root = ErrorBody.document(Array(text[..<length]))?.root else { return false }
    if root["type"]?.string?.hasPrefix("response.") == true { return true }
    guard let choice = root["choices"]?[0] else { return false }
    return choice["delta"]?.kind == .object && choice["finish_reason"]?.string == nil
  }

  /// Ends an answer by its finish reason, or by skein's limit; an answer without text is a failure.
  private mutating func complete(_ reason: FinishReason) {
    if let kind = reason.failure {
      fail(
        Failure(reason, meaning: kind, detail: answer.finishDetail, request: request))
    } else if answer.speech.hasWords {
      // Text before a call of a tool that was not offered is kept, but the end is not a normal one.
      let wantsTool = !answer.calledTools.isEmpty && reason.word == FinishReason.stop
      end = .completed(finishReason: wantsTool ? FinishReason.toolCalls : reason.word)
    } else {
      fail(Failure(wordless: answer, ending: reason.word, request: request))
    }
  }

  private mutating func fail(_ failure: Failure) {
    var failure = failure
    failure.usage = failure.usage ?? answer.usage
    failure.httpStatus = failure.httpStatus ?? head.status
    failure.requestId = failure.requestId ?? head.requestId
    end = .failed(failure)
  }

  /// The closure must not hold the reader, which changes while the closure is used.
  private var fault: (ErrorBody) -> Failure {
    { [head, request] in
      Failure($0, head: head, request: request, unixSeconds: Clock.unixSeconds())
    }
  }

  private mutating func read(_ events: inout ServerSentEvents, emit: AnswerReader.Emit) {
    do {
      while end == nil, let event = try events.next() { read(event, emit: emit) }
    } catch {
      fail(error)
    }
    if end == nil, silentBytes > silenceLimitBytes {
      fail(Failure(.protocol, "\(silentBytes) bytes were received without any text of the model."))
    }
  }

  private mutating func read(_ event: ServerSentEvents.Event, emit: AnswerReader.Emit) {
    let before = silentBytes
    silentBytes = 0
    var said = false
    do {
      try reader.read(event, fault: fault) { piece in
        said = true
        emit(piece)
      }
    } catch {
      fail(error)
    }
    if !said { silentBytes = before }
    if end == nil, answer.speech.isOverLimit {
      complete(FinishReason(FinishReason.outputLimit))
    } else if end == nil, answer.isDone {
      settle(nil, emit: emit)
    }
  }

  private mutating func read(whole body: [UInt8], emit: AnswerReader.Emit) {
    do {
      try reader.read(whole: ByteOrderMark.passed(in: body), fault: fault, emit: emit)
      if end == nil { settle(nil, emit: emit) }
    } catch {
      fail(error)
    }
  }

  /// Decides by what the stream has announced about its end.
  private mutating func settle(_ broken: Failure?, emit: AnswerReader.Emit) {
    if isFinished || answer.isDone { reader.finish(emit: emit) }
    if answer.speech.isOverLimit {
      complete(FinishReason(FinishReason.outputLimit))
    } else if let reason = answer.finishReason {
      complete(reason)
    } else if answer.isDone {
      complete(FinishReason("stop"))
    } else {
      fail(
        broken
          ?? Failure(
            .protocol,
            "The answer ended before it was complete: \(type(of: reader).missingEnd)"
              + (answer.remark.map { "; the provider said: \($0)" } ?? ".")))
    }
  }
}
