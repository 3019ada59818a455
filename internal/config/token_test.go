package config

import (
	"os"
	"path/filepath"
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
