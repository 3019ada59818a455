package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"unicode"

	"backtalk/internal/fault"
)

// The environment variables that hold the secrets. Each may be given with _FILE at its end instead, naming a file that
// holds nothing but the secret, or stand in the secrets file.
const (
	DiscordToken  = "BACKTALK_DISCORD_TOKEN"
	SlackAppToken = "BACKTALK_SLACK_APP_TOKEN"
	SlackBotToken = "BACKTALK_SLACK_BOT_TOKEN"
)

// Tokens are the secrets; an empty one is not set.
type Tokens struct{ Discord, SlackApp, SlackBot string }

// LoadTokens reads the secrets from the environment and, where that says nothing, from a secrets file: lines such as
// BACKTALK_DISCORD_TOKEN=..., as "backtalk setup" writes it. A missing secrets file is an empty one. Errors never hold
// a secret.
func LoadTokens(getenv func(string) string, secretsFile string) (Tokens, error) {
	file, err := readSecrets(secretsFile)
	if err != nil {
		return Tokens{}, err
	}
	var t Tokens
	var errs []error
	for name, to := range map[string]*string{DiscordToken: &t.Discord, SlackAppToken: &t.SlackApp, SlackBotToken: &t.SlackBot} {
		value, err := secretOf(name, getenv, file)
		*to = value
		errs = append(errs, err)
	}
	return t, errors.Join(errs...)
}

// secretOf finds one secret.
func secretOf(name string, getenv func(string) string, file map[string]string) (string, error) {
	value, path := getenv(name), getenv(name+"_FILE")
	switch {
	case value != "" && path != "":
		return "", fmt.Errorf("both %s and %s_FILE are set; keep one of them", name, name)
	case path != "":
		data, err := os.ReadFile(path)
		if err != nil {
			return "", fmt.Errorf("reading the file that %s_FILE names: %w", name, withoutPath(err))
		}
		value = string(data)
	case value == "":
		value = file[name]
	}
	value = strings.TrimPrefix(strings.TrimSpace(value), "Bot ")
	if strings.ContainsFunc(value, func(c rune) bool {
		return c > unicode.MaxASCII || unicode.IsSpace(c) || unicode.IsControl(c) || c == '"' || c == '\''
	}) {
		return "", fmt.Errorf("%s holds a space, a quote or something else that no token has; copy it again", name)
	}
	return value, nil
}

// readSecrets reads NAME=value lines.
func readSecrets(path string) (map[string]string, error) {
	if path == "" {
		return nil, nil
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the secrets file: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		return nil, fmt.Errorf("the secrets file %s can be read by others on this machine; run: chmod 600 %s", path, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the secrets file: %w", err)
	}
	return parseSecrets(path, data)
}

// parseSecrets reads the lines of a secrets file. A faulty line is told by its number: it may hold a secret.
func parseSecrets(path string, data []byte) (map[string]string, error) {
	all := map[string]string{}
	for i, line := range strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		switch name = strings.TrimSpace(name); {
		case !ok:
			return nil, fault.Fault{File: path, Line: i + 1, Message: "write NAME=value"}
		case name != DiscordToken && name != SlackAppToken && name != SlackBotToken:
			return nil, fault.Fault{File: path, Line: i + 1, Message: fmt.Sprintf("is none of %s, %s and %s", DiscordToken, SlackAppToken, SlackBotToken)}
		}
		all[name] = strings.TrimSpace(value)
	}
	return all, nil
}
