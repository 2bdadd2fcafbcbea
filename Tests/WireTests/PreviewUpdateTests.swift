import JSON
import Testing
import Wire

struct PreviewUpdateTests {
  @Test func `its status can't be null`() {
    let params = #"{"previewId":"0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f","status":null}"#
    #expect(throws: Mismatch.self) { try decode(PreviewUpdate.Params.self, params) }
  }
}
