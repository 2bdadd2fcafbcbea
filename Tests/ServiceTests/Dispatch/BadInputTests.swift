import Testing
import Wire

@testable import Service

/// Every method, driven from the method list: a method is covered the day it is declared.
///
/// Each wrong call is answered with an error that names the member, and nothing is stored.
@Suite struct BadInputTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon { exchange in exchange.answer("An answer.") }
    client = try home.connect()
  }

  @Test func `unknown members are named before anything is found missing`() async throws {
    for method in try MethodShape.all {
      let fault = try await client.fault(method.name, #"{"noSuchMember":1}"#)
      #expect(fault.kind == .invalidParams, "\(method.name)")
      #expect(fault.data.path == "noSuchMember", "\(method.name)")
    }
  }

  @Test func `parameters by position, and scalars for objects, are refused`() async throws {
    for method in try MethodShape.all {
      let fault = try await client.fault(method.name, "[1]")
      #expect(fault.kind == .invalidParams, "\(method.name)")
      #expect(fault.data.path == "", "\(method.name)")
    }
  }

  @Test func `a missing member is named`() async throws {
    for method in try MethodShape.all {
      for member in method.members where !member.isOptional {
        let fault = try await client.fault(method.name, method.params(without: member.name))
        #expect(fault.kind == .invalidParams, "\(method.name)")
        #expect(fault.data.path == member.name, "\(method.name) \(member.name)")
      }
    }
  }

  @Test func `null for a member that always has a value is refused and nothing is stored`()
    async throws
  {
    let before = try home.traces()
    var asked = 0
    for method in try MethodShape.all {
      for member in method.members where member.refusesNull {
        asked += 1
        let fault = try await client.fault(
          method.name, method.params(with: member.name, as: "null"))
        #expect(fault.kind == .invalidParams, "\(method.name) \(member.name)")
        #expect(fault.data.path == member.name, "\(method.name) \(member.name)")
      }
    }
    #expect(asked >= 5)
    #expect(try home.traces() == before)
  }

  @Test func `a member of the wrong type is named and nothing is stored`() async throws {
    let before = try home.traces()
    for method in try MethodShape.all {
      for member in method.members {
        for wrong in member.schema.wrongValues {
          let fault = try await client.fault(
            method.name, method.params(with: member.name, as: wrong))
          #expect(fault.kind == .invalidParams, "\(method.name) \(member.name) \(wrong)")
          let path = fault.data.path ?? ""
          #expect(
            path == member.name || path.hasPrefix(member.name + ".")
              || path.hasPrefix(member.name + "["), "\(method.name) \(member.name): \(path)")
          #expect(fault.message.contains(member.name))
        }
      }
    }
    #expect(try home.traces() == before)
  }

  @Test func `text that is empty, too long or holds U+0000 is refused and nothing is stored`()
    async throws
  {
    let before = try home.traces()
    for method in try MethodShape.all {
      for member in method.members {
        for wrong in member.schema.wrongTexts {
          let fault = try await client.fault(
            method.name, method.params(with: member.name, as: wrong))
          #expect(fault.kind == .invalidParams, "\(method.name) \(member.name)")
          #expect(fault.data.path == member.name, "\(method.name) \(member.name)")
          #expect(fault.message.utf8.count < 500, "\(method.name) \(member.name)")
        }
      }
    }
    #expect(try home.traces() == before)
  }

  @Test(arguments: ["👩‍👩‍👧‍👦 wool", "שלום עולם", "e\u{301}", "\u{202E}reversed", "a\u{2028}b", "𝕏"])
  func `hostile but well-formed text comes back as it went`(_ text: String) async throws {
    let thread = try await client.call(ThreadCreate.self, .init(title: Title(text))).thread
    #expect(thread.title?.text == text)
    let message = try await client.call(
      MessageAppend.self, .init(threadId: thread.id, role: .user, content: Content(trusted: text)))
    let read = try await client.call(
      MessageGet.self, .init(messageId: try #require(message.message.id)))
    #expect(read.message.content == text)
    let again = try await client.call(ThreadGet.self, .init(threadId: thread.id)).thread
    #expect(Array((again.title?.text ?? "").unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func `a megabyte in one message is kept`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    let text = String(repeating: "wörld 🌊 ", count: 100_000)
    let message = try await client.call(
      MessageAppend.self, .init(threadId: thread.id, role: .user, content: Content(trusted: text)))
    #expect(message.message.content == text)
  }

  @Test func `an unknown method is named, with the nearest one that is there`() async throws {
    let fault = try await client.fault("thread/lst", nil)
    #expect(fault.kind == .methodNotFound)
    #expect(fault.message.contains("thread/list"))
    let long = try await client.fault(String(repeating: "x", count: 100_000), nil)
    #expect(long.message.utf8.count < 400)
  }
}
