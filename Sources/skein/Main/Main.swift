import Commands

/// The program `skein`. All that it does is in the module Commands, which other programs of this
/// package can look into and an executable cannot be.
@main
enum Main {
  static func main() {
    CommandLineProgram.main()
  }
}
