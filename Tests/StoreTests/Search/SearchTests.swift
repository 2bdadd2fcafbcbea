import JSON
import Testing
import Wire

@testable import Store

struct SearchTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func say(_ texts: String...) async throws -> Noun.Thread {
    let thread = try await temporary.thread()
    for text in texts { try await temporary.message(text, to: thread.id) }
    return thread
  }

  @Test func `words match at their beginning, all of them, the newest message first`() async throws
  {
    _ = try await say("Blue yarn is wound", "A yarn about the blues", "Yarn alone")
    #expect(
      try await temporary.found("yarn") == [
        "[Yarn] alone", "A [yarn] about the blues", "Blue [yarn] is wound",
      ])
    #expect(
      try await temporary.found("BLU yar") == [
        "A [yarn] about the [blues]", "[Blue] [yarn] is wound",
      ])
    #expect(try await temporary.found("arn") == [])
    #expect(try await temporary.found("blue green") == [])
  }

  @Test func `a phrase is found as it stands`() async throws {
    _ = try await say("blue yarn", "yarn blue", "blue yarns", "blue, yarn!")
    #expect(try await temporary.found(#""blue yarn""#) == ["[blue, yarn]!", "[blue yarn]"])
    // Not closed: it is still being typed.
    #expect(
      try await temporary.found(#""blue yarn"#) == [
        "[blue, yarn]!", "[blue yarns]", "[blue yarn]",
      ])
    #expect(try await temporary.found("blue-yarn").count == 3)
    #expect(try await temporary.found(#""yarn blue" yarn"#) == ["[yarn blue]"])
  }

  @Test func `case and diacritics make no difference`() async throws {
    _ = try await say("Ein schönes Knäuel", "ДЕНЬ и НОЧЬ", "ΑΒΓ αλφα", "שלום עולם", "مرحبا")
    for query in ["schones", "SCHÖN", "knauel", "knäu"] {
      #expect(try await temporary.found(query).count == 1, "\(query)")
    }
    #expect(try await temporary.found("ночь день") == ["[ДЕНЬ] и [НОЧЬ]"])
    #expect(try await temporary.found("αβγ") == ["[ΑΒΓ] αλφα"])
    #expect(try await temporary.found("עולם") == ["שלום [עולם]"])
    #expect(try await temporary.found("مرح") == ["[مرحبا]"])
  }

  @Test func `text without spaces is found in any part, of one character or many`() async throws {
    let texts = [
      "全文検索の機能を説明します", "中文搜索测试，猫在这里", "검색기능을 추가했습니다", "ฉันชอบภาษาไทย", "黒猫が寝ている",
    ]
    let thread = try await temporary.thread()
    for text in texts { try await temporary.message(text, to: thread.id) }
    for (query, expected) in [
      ("検", "全文[検]索の機能を説明します"), ("検索", "全文[検索]の機能を説明します"), ("全文検索の", "[全文検索の]機能を説明します"),
      ("す", "全文検索の機能を説明しま[す]"), ("検索 説明", "全文[検索]の機能を[説明]します"), (#""検索""#, "全文[検索]の機能を説明します"),
      ("搜索", "中文[搜索]测试，猫在这里"), ("试", "中文搜索测[试]，猫在这里"), ("기능", "검색[기능]을 추가했습니다"),
      ("을", "검색기능[을] 추가했습니다"), ("ภาษา", "ฉันชอบ[ภาษา]ไทย"), ("寝", "黒猫が[寝]ている"),
    ] {
      #expect(try await temporary.found(query) == [expected], "\(query)")
    }
    #expect(try await temporary.found("猫") == ["黒[猫]が寝ている", "中文搜索测试，[猫]在这里"])
    #expect(try await temporary.found("索検") == [])
  }

  @Test func `a part of any length is found wherever it stands`() async throws {
    let text = Array("春眠暁を覚えず処処啼鳥を聞く")
    _ = try await say(String(text), "花落つること知る多少")
    for start in text.indices {
      for end in start + 1...text.count {
        let part = String(text[start..<end])
        let marked = String(text[..<start]) + "[\(part)]" + String(text[end...])
        let hits = try await temporary.found(part)
        // を and 処 are there twice: both are marked.
        #expect(hits.count == 1 || part == "る", "\(part)")
        #expect(part == "を" || part == "処" || hits.contains(marked), "\(part): \(hits)")
      }
    }
  }

  @Test func `symbols are words`() async throws {
    _ = try await say("a ball of 🧶 for the 🐈", "no symbol")
    #expect(try await temporary.found("🧶") == ["a ball of [🧶] for the 🐈"])
    #expect(try await temporary.found("🧶 cat") == [])
  }

  @Test func `titles come first, without a message`() async throws {
    let old = try await temporary.thread("Yarn, old")
    let new = try await temporary.thread("Blue yarn")
    try await temporary.message("yarn in a message", to: old.id)
    let page = try await temporary.search("yarn")
    #expect(page.data.map(\.message?.content) == [nil, nil, "yarn in a message"])
    #expect(page.data.map(\.thread.id) == [new.id, old.id, old.id])
    #expect(
      page.data.map { bracketed($0.snippet) } == [
        "Blue [yarn]", "[Yarn], old", "[yarn] in a message",
      ])
    _ = try await temporary.mine.write {
      try $0.updateThread(.init(threadId: old.id, title: .set(Title(trusted: "Wool"))))
    }
    #expect(try await temporary.found("old") == [])
    #expect(try await temporary.found("wool") == ["[Wool]"])
  }

  @Test func `deleted threads are not found, restored ones are`() async throws {
    let thread = try await temporary.thread("Blue yarn")
    try await temporary.message("yarn", to: thread.id)
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(try await temporary.found("yarn") == [])
    _ = try await temporary.mine.write { try $0.restoreThread(thread.id) }
    #expect(try await temporary.found("yarn").count == 2)
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: true) }
    #expect(try await temporary.found("yarn") == [])
    try temporary.checkIndex()
  }

  @Test func `nobody finds or counts what is another's`() async throws {
    let stranger = try temporary.stranger()
    for number in 1...120 {
      let thread = try await temporary.thread("Secret \(number)")
      try await temporary.message("secret", to: thread.id)
    }
    let theirs = try await temporary.thread("Theirs", in: stranger)
    #expect(try await temporary.search("secret", limit: 1, in: stranger).nextCursor == nil)
    #expect(try await temporary.found("secret", in: stranger) == [])
    #expect(try await temporary.found("theirs", in: stranger) == ["[Theirs]"])
    #expect(try await temporary.found("theirs") == [])
    // The stranger's page is full of the stranger's own, however much of mine lies between.
    for text in ["secret one", "secret two"] {
      _ = try await stranger.write { [ids = temporary.ids] in
        try $0.appendMessage(
          .init(threadId: theirs.id, role: .user, content: Content(trusted: text)),
          made: ids.next())
      }
      try await temporary.message("secret", to: try await temporary.thread().id)
    }
    #expect(try await temporary.found("secret", in: stranger) == ["[secret] two", "[secret] one"])
    #expect(try await temporary.search("secret", limit: 2, in: stranger).nextCursor == nil)
  }

  @Test func `what is acknowledged is found at once, and a taken back message is not`() async throws
  {
    let thread = try await temporary.thread()
    for number in 1...300 {
      try await temporary.message("word\(number)x", to: thread.id)
      if number.isMultiple(of: 7) {
        #expect(try await temporary.found("word\(number)x").count == 1)
      }
    }
    let params = ThreadRevert.Params(threadId: thread.id, throughSequence: Sequence(100))
    let fork = temporary.ids.next(Noun.Thread.self)
    _ = try await temporary.mine.write { try $0.revertThread(params, fork: fork) }
    #expect(
      try await temporary.search(
        ThreadSearch.Params(query: SearchText(trusted: "word200x"), includeCopies: true)
      ).data.map(\.thread.id) == [fork])
    #expect(
      try await temporary.search(
        ThreadSearch.Params(query: SearchText(trusted: "word100x"), includeCopies: true)
      ).data.count == 2)
    try temporary.checkIndex()
  }
}
