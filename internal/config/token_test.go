package config

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestLoadTokens(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	token := write("token", "from-a-file\n", 0o600)
	tests := []struct {
		name    string
		env     map[string]string
		secrets string
		want    Tokens
		err     string
	}{
		{name: "nothing"},
		{name: "environment", env: map[string]string{DiscordToken: " Bot marked-1 \n", SlackAppToken: "marked-2"}, want: Tokens{Discord: "marked-1", SlackApp: "marked-2"}},
		{name: "file", env: map[string]string{SlackBotToken + "_FILE": token}, want: Tokens{SlackBot: "from-a-file"}},
		{name: "both", env: map[string]string{SlackBotToken + "_FILE": token, SlackBotToken: "marked"}, err: "keep one of them"},
		{name: "no such file", env: map[string]string{SlackBotToken + "_FILE": filepath.Join(dir, "no")}, err: "no such file"},
		{name: "two words", env: map[string]string{DiscordToken: "marked words"}, err: "copy it again"},
		{name: "secrets file", secrets: write("s1", "# ours\n\n"+DiscordToken+" = marked-1\n"+SlackBotToken+"=marked-3\n", 0o600), want: Tokens{Discord: "marked-1", SlackBot: "marked-3"}},
		{name: "the environment wins", env: map[string]string{DiscordToken: "marked-9"}, secrets: filepath.Join(dir, "s1"), want: Tokens{Discord: "marked-9", SlackBot: "marked-3"}},
		{name: "with a byte order mark", secrets: write("s5", "\ufeff"+DiscordToken+"=marked-1\r\n", 0o600), want: Tokens{Discord: "marked-1"}},
		{name: "missing secrets file", secrets: filepath.Join(dir, "none")},
		{name: "for all to read", secrets: write("s2", DiscordToken+"=marked-1\n", 0o644), err: "chmod 600"},
		{name: "no line", secrets: write("s3", "marked-1\n", 0o600), err: "s3:1: write NAME=value"},
		{name: "unknown name", secrets: write("s4", "\nTOKEN=marked-1\n", 0o600), err: "s4:2: is none of"},
	}
	for _, tt := range tests {
		got, err := LoadTokens(func(name string) string { return tt.env[name] }, tt.secrets)
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: got error %v, want %q", tt.name, err, tt.err)
		}
		if err != nil && strings.Contains(err.Error(), "marked") {
			t.Errorf("%s: the error holds a secret: %v", tt.name, err)
		}
		if err == nil && got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// FuzzSecrets: what is read is found again in a file that is written from it, holds nothing that no token has, and stands in
// no error.
func FuzzSecrets(f *testing.F) {
	f.Add("# ours\n\n" + DiscordToken + " = marked-1\r\n" + SlackBotToken + "=marked-3=")
	f.Add("\ufeff" + SlackAppToken + "=Bot xapp-1\n" + SlackAppToken + "=2\nTOKEN=3")
	f.Add("export " + DiscordToken + "='x'\n=\n==")
	form := regexp.MustCompile(`^secrets:[0-9]+: (write NAME=value|is none of [A-Z_, ]+ and [A-Z_]+)$|^BACKTALK_[A-Z_]+ holds a space, a quote or something else that no token has; copy it again$`)
	f.Fuzz(func(t *testing.T, text string) {
		tokens := map[string]string{}
		all, err := parseSecrets("secrets", []byte(text))
		for _, name := range []string{DiscordToken, SlackAppToken, SlackBotToken} {
			if err == nil {
				tokens[name], err = secretOf(name, func(string) string { return "" }, all)
			}
		}
		if err != nil {
			if !form.MatchString(err.Error()) {
				t.Errorf("got the error %q", err)
			}
			return
		}
		written := ""
		for name, token := range tokens {
			if strings.ContainsAny(token, " \t\r\n\"'") {
				t.Errorf("%s is %q", name, token)
			}
			written += fmt.Sprintf("%s=%s\n", name, token)
		}
		again, err := parseSecrets("secrets", []byte(written))
		if err != nil {
			t.Fatalf("%q is not read again: %v", written, err)
		}
		for name, token := range tokens {
			if got, err := secretOf(name, func(string) string { return "" }, again); err != nil || got != token {
				t.Errorf("%s: got %q, %v, want %q", name, got, err, token)
			}
		}
	})
}
