import JSON
import Testing
import Wire

@testable import Store

struct PreviewsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func list(
    _ context: ContextID, status: PreviewStatus? = nil, limit: Int = 50,
    after cursor: Cursor? = nil
  ) throws -> Page<Noun.Preview> {
    try mine.read {
      try $0.previews(
        of: context, status: status, limit: PageLimit(limit) ?? .standard, cursor: cursor)
    }
  }

  private func update(_ params: PreviewUpdate.Params) async throws -> Noun.Preview {
    try await mine.write { try $0.updatePreview(params) }
  }

  @Test func `a preview lives from generating to live, to error and back`() async throws {
    let context = try await temporary.context()
    let made = try await temporary.preview(in: context.id)
    #expect(made.status == .generating && made.url == nil)
    #expect(try mine.read { try $0.preview(made.id) } == made)
    let url = PreviewURL(trusted: "https://yarn.example.org/")
    let live = try await update(
      .init(previewId: made.id, url: .set(url), status: .set(.live), metadata: .set(.empty)))
    #expect(live.status == .live && live.url == url && live.metadata == .empty)
    let broken = try await update(.init(previewId: made.id, status: .set(.error)))
    #expect(broken.url == url)
    let again = try await update(
      .init(previewId: made.id, url: .clear, status: .set(.generating), metadata: .clear))
    #expect(again.url == nil && again.metadata == nil)
    #expect(try await update(.init(previewId: made.id)) == again)
  }

  @Test func `a deleted preview is gone, and its id is free`() async throws {
    let context = try await temporary.context()
    let id = temporary.ids.next(Noun.Preview.self)
    try await temporary.preview(in: context.id, id: id)
    try await mine.write { try $0.deletePreview(id) }
    #expect(await kind { try await mine.write { try $0.deletePreview(id) } } == .notFound)
    #expect(await kind { _ = try mine.read { try $0.preview(id) } } == .notFound)
    #expect(try await temporary.preview(in: context.id, id: id, status: .live).status == .live)
  }

  @Test func `the same id with the same body, defaults spelled out, is the same preview`()
    async throws
  {
    let context = try await temporary.context()
    let id = temporary.ids.next(Noun.Preview.self)
    let made = try await temporary.preview(in: context.id, id: id)
    #expect(try await temporary.preview(in: context.id, id: id, status: .generating) == made)
    #expect(
      await kind { try await temporary.preview(in: context.id, id: id, url: "x") } == .conflict)
  }

  @Test func `lists are newest first, filtered, and page without a repeat`() async throws {
    let context = try await temporary.context()
    var made: [PreviewID] = []
    for number in 0..<9 {
      made.append(
        try await temporary.preview(in: context.id, status: number % 3 == 0 ? .live : .error).id)
    }
    var seen: [PreviewID] = []
    var cursor: Cursor?
    repeat {
      let page = try list(context.id, limit: 4, after: cursor)
      seen += page.data.map(\.id)
      cursor = page.nextCursor
      try await temporary.preview(in: context.id)
    } while cursor != nil
    #expect(seen == made.reversed())
    #expect(try list(context.id, status: .live).data.map(\.id) == [made[6], made[3], made[0]])
  }
}
