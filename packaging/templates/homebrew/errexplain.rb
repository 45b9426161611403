class Errexplain < Formula
  desc "Explains Windows and Unix error codes, offline"
  homepage "$address"
  url "$release/$sources"
  sha256 "$sources_sha256"
  license any_of: ["MIT", "Apache-2.0"]

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    man1.install "man/errexplain.1"
    bash_completion.install "completions/errexplain.bash" => "errexplain"
    zsh_completion.install "completions/_errexplain"
    fish_completion.install "completions/errexplain.fish"
  end

  test do
    assert_match "win32:ERROR_ACCESS_DENIED", shell_output("#{bin}/errexplain --short 5")
  end
end
