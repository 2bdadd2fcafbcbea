import JSON

extension Noun.Message {
  /// The model that gave an imported answer, as its source names it: `model` of the `importedFrom` of
  /// its metadata, or of one that an export and an import here have put around that.
  package var importedModel: String? {
    guard let metadata else { return nil }
    do {
      var origin = try metadata.json.value()["importedFrom"]
      while let known = origin {
        // What has a line end or the like in it is no name to show.
        if let model = known["model"]?.string.flatMap({ ModelName($0) }) { return model.text }
        origin = known["importedFrom"]
      }
    } catch {
      return nil
    }
    return nil
  }
}
