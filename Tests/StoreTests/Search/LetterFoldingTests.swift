import Testing
import Wire

@testable import Store

struct LetterFoldingTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  /// What was said, and what somebody types who looks for it.
  private static let pairs = [
    // Greek: accents, breathings, both forms of sigma, iota below
    ("κόσμος από μαλλί", "κοσμος"), ("κόσμος από μαλλί", "ΜΑΛΛΊ"), ("κόσμος", "ΚΟΣΜΟΣ"),
    ("ἀγορᾷ", "αγορα"), ("ΑΓΟΡΆ", "αγορά"), ("προϊόν", "προιον"), ("Ὀδυσσεύς", "οδυσσευσ"),
    // Cyrillic
    ("зелёная ёлка", "елка"), ("Ёлка", "ЕЛКА"), ("чай", "чаи"), ("їжак", "іжак"), ("ўзор", "узор"),
    ("е\u{308}лка", "ёлка"), ("за\u{301}мок", "замок"),
    // Hebrew: points, accents, presentation forms
    ("שָׁלוֹם עוֹלָם", "שלום"), ("שלום", "שָׁלוֹם"), ("בְּרֵאשִׁ֖ית", "בראשית"), ("\u{FB2A}לום", "שלום"),
    // Arabic: vowel signs, tatweel, hamza, forms of letters
    ("مَرْحَبًا", "مرحبا"), ("مرحبا", "مَرْحَبًا"), ("مرحـــبا", "مرحبا"), ("أحمد", "احمد"), ("إلى", "الي"),
    ("مدرسة", "مدرسه"), ("کتاب", "كتاب"), ("می\u{200C}خواهم", "میخواهم"),
    ("\u{FEDF}\u{FE8E}", "لا"),
    // Latin without a decomposition
    ("Łódź", "lodz"), ("łódka", "LODKA"), ("smørrebrød", "smorrebrod"),
    ("SMØRREBRØD", "smørrebrød"),
    ("Straße", "strasse"), ("STRASSE", "straße"), ("GROẞ", "gross"), ("ısı", "isi"), ("ISI", "ısı"),
    ("İstanbul", "istanbul"), ("đoković", "dokovic"), ("Æsir", "aesir"),
    ("œuvre", "oeuvre"), ("þorn", "thorn"), ("Ħal", "hal"), ("ŧ", "t"),
    // Latin with one
    ("Việt Nam", "viet"), ("ǟ", "a"), ("ﬁn", "fin"), ("ſo", "so"), ("crème brûlée", "creme brulee"),
    ("Woll\u{AD}knäuel", "wollknauel"), ("naı\u{308}ve", "naive"),
    // Forms of letters
    ("ＷＯＯＬ", "wool"), ("𝐛𝐨𝐥𝐝 𝔶𝔞𝔯𝔫", "bold yarn"), ("m²", "m2"), ("Å", "å"), ("①", "1"),
  ]

  @Test func `what differs in case, marks or form alone is found, either way`() async throws {
    for (said, typed) in Self.pairs {
      #expect(try temporary.tokens(said).joined() != "", "\(said)")
      let thread = try await temporary.thread()
      try await temporary.message(said, to: thread.id)
      for query in [typed, typed.uppercased()] {
        let hits = try await temporary.search(query, limit: 200).data.map(\.thread.id)
        #expect(hits.contains(thread.id), "\(query) in \(said)")
      }
      // The other way round where nothing was said that is not looked for.
      let counts = [said, typed].map { $0.split(separator: " ").count }
      guard counts[0] == counts[1] else { continue }
      let other = try await temporary.thread()
      try await temporary.message(typed, to: other.id)
      let hits = try await temporary.search(said, limit: 200).data.map(\.thread.id)
      #expect(hits.contains(other.id), "\(said) in \(typed)")
    }
    try temporary.checkIndex()
  }

  @Test func `other letters stay other letters`() throws {
    for (one, other) in [
      ("ш", "щ"), ("и", "ы"), ("ב", "כ"), ("ك", "ل"), ("ω", "ο"), ("η", "ι"), ("o", "a"),
    ] {
      #expect(try temporary.tokens(one) != temporary.tokens(other))
    }
  }

  @Test func `what is marked in a snippet is the text as it was said`() async throws {
    let thread = try await temporary.thread()
    for text in [
      "πρώτα ο κόσμος, μετά", "в лесу ёлка!", "die Straße nach Łódź", "e\u{301}te\u{301} (é)",
      "Woll\u{AD}knäuel 🧶 ИЙ", "שָׁלוֹם עוֹלָם", "猫ó日本 ó",
    ] {
      try await temporary.message(text, to: thread.id)
    }
    for (query, expected) in [
      ("κοσμ", "πρώτα ο [κόσμος], μετά"), ("елка", "в лесу [ёлка]!"),
      ("strasse lodz", "die [Straße] nach [Łódź]"), ("ete", "[e\u{301}te\u{301}] (é)"),
      ("wollknauel ии", "[Woll\u{AD}knäuel] 🧶 [ИЙ]"), ("עולם", "שָׁלוֹם [עוֹלָם]"), ("o", "猫[ó]日本 [ó]"),
    ] {
      #expect(try await temporary.found(query) == [expected], "\(query)")
    }
  }

  @Test func `text of ASCII alone is cut as it is without folding`() throws {
    let text = "The Quick brown-fox, 42 times: a_b c'd"
    let mark = SearchTokenizer.unfoldedMark
    #expect(try temporary.tokens(text) == temporary.tokens(mark + text))
    #expect(try temporary.tokens(mark + "Ёлка") == ["ёлка"])
    #expect(try temporary.tokens("Ёлка") == ["елка"])
  }

  @Test func `bytes that are no UTF-8 are taken as they are`() {
    for bytes: [UInt8] in [[0xFF], [0xC3], [0xE3, 0x81], [0xC3, 0x41, 0xC3, 0xA4], [0xF0]] {
      bytes.withUnsafeBufferPointer { bytes in
        let folded = FoldedText(bytes[bytes.indices])
        #expect(folded.bytes.count <= bytes.count)
      }
    }
  }
}
