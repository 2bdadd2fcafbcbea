/// Folds one answer of a model into what the model says and one end.
struct Reply {
  enum End: Equatable {
    case completed(finishReason: String)
    case failed(Failure)
  }

  private enum Body {
    case events(ServerSentEvents)
    /// A whole completion: the server does not stream.
    case whole([UInt8])
    /// The beginning of an error's body.
    case error([UInt8])
    /// The beginning of something that is no answer of a model.
    case foreign([UInt8])
  }

  let head: ResponseHead
  /// Set as soon as nothing that follows can change it.
  private(set) var end: End?
  private(set) var answer: any AnswerReader
  /// The method and path, for messages.
  private let request: String
  private var body: Body
  /// Bytes since the model last said something.
  private var silentBytes = 0
  private let silenceLimitBytes: Int

  init(
    head: ResponseHead, request: String, api: API = .chat,
    outputLimitBytes: Int = Limits.outputBytes, silenceLimitBytes: Int = Limits.silenceBytes
  ) {
    self.head = head
    self.silenceLimitBytes = silenceLimitBytes
    self.request = request
    answer =
      switch api {
      case .chat: ChunkReader(outputLimitBytes: outputLimitBytes)
      case .responses: ResponsesReader(outputLimitBytes: outputLimitBytes)
      }
    switch (head.status, head.contentType) {
    case (200..<300, nil), (200..<300, "text/event-stream"): body = .events(ServerSentEvents())
    case (200..<300, "application/json"): body = .whole([])
    case (200..<300, _): body = .foreign([])
    default: body = .error([])
    }
  }

  /// The answer's last word was said; only usage and `[DONE]` may follow.
  var isFinished: Bool { answer.finishReason != nil }

  var hasSpoken: Bool { answer.speech.hasSpoken }

  /// Takes the next bytes of the body. False when no more of them are wanted.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, emit: AnswerReader.Emit) -> Bool {
    if end != nil { return false }
    switch body {
    case .events(var events):
      // The buffer must have one owner, or each append copies it.
      body = .whole([])
      events.append(bytes)
      silentBytes += bytes.count
      read(&events, emit: emit)
      body = .events(events)
      return end == nil || answer.isDone
    case .whole(var whole):
      body = .whole([])
      whole += bytes
      body = .whole(whole)
      if whole.count <= Limits.wholeBodyBytes { return true }
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

  /// The end, now that no byte follows. `broken` says why where the answer was cut off.
  mutating func close(
    broken: Failure?, unixSeconds: Int = Clock.unixSeconds(), emit: AnswerReader.Emit
  ) -> End {
    if let end { return end }
    switch body {
    case .events(var events):
      if broken == nil, let event = events.finish() { read(event, emit: emit) }
      if end == nil { settle(broken, emit: emit) }
    case .whole(let whole):
      if let broken { fail(broken) } else { read(whole: whole, emit: emit) }
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
  private mutating func fail(_ failure: Failure) {
    var failure = failure
    failure.httpStatus = failure.httpStatus ?? head.status
    failure.requestId = failure.requestId ?? head.requestId
    end = .failed(failure)
  }

  /// Holds none of the reader, which is changed while it is used.
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
      fail(Failure(.protocol, "\(silentBytes) bytes came without a word of the model."))
    }
  }

  private mutating func read(_ event: ServerSentEvents.Event, emit: AnswerReader.Emit) {
    let before = silentBytes
    silentBytes = 0
    var said = false
    do {
      try answer.read(event, fault: fault) { piece in
        said = true
        emit(piece)
      }
    } catch {
      fail(error)
    }
    if !said { silentBytes = before }
    if answer.speech.isOverLimit {
      end = .completed(finishReason: "outputLimit")
    } else if answer.isDone {
      settle(nil, emit: emit)
    }
  }

  private mutating func read(whole body: [UInt8], emit: AnswerReader.Emit) {
    do {
      try answer.read(whole: body, fault: fault, emit: emit)
      if end == nil { settle(nil, emit: emit) }
    } catch {
      fail(error)
    }
  }

  /// Decides by what the stream has said of its own end.
  private mutating func settle(_ broken: Failure?, emit: AnswerReader.Emit) {
    if isFinished || answer.isDone { answer.finish(emit: emit) }
    if answer.speech.isOverLimit {
      end = .completed(finishReason: "outputLimit")
    } else if let reason = answer.finishReason {
      end = .completed(finishReason: reason)
    } else if answer.isDone {
      end = .completed(finishReason: "stop")
    } else {
      fail(
        broken
          ?? Failure(
            .protocol,
            "The answer ended before it was complete: \(type(of: answer).missingEnd)."))
    }
  }
}
