package main

import (
	"bufio"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backtalk/internal/config"
)

// The files that setup writes when no others are named.
const (
	configName  = "backtalk.yaml"
	secretsName = "backtalk.secrets"
)

// firstConfig is the text that setup starts a configuration with.
//
//go:embed help/first.yaml
var firstConfig string

func (a *app) setupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "setup",
		Short: "Ask for the clinic, the booking link and the tokens, and write them down",
		Long: "Asks a few questions and writes " + configName + " (or the file of --config) and, for you alone to read, " + secretsName + ".\n" +
			"Run again, it offers what stands there and leaves everything else in the files as it is. It ends with\n" +
			"\"check --online\".",
		Example: "  backtalk setup",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.configFile == "" {
				a.configFile = configName
			}
			if err := a.setUp(cmd.Context()); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "\nWrote %s and %s. Checking both:\n\n", a.configFile, a.secretsPath())
			return a.checkOnline(cmd.Context())
		},
	}
}

// setUp asks, and writes both files, or neither when something is wrong.
func (a *app) setUp(ctx context.Context) error {
	text, err := os.ReadFile(a.configFile)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = []byte(firstConfig), nil
	}
	if err != nil {
		return fmt.Errorf("reading the configuration that is there: %w", err)
	}
	now, err := config.Load(a.existing(a.configFile), a.getenv)
	if err != nil {
		return fmt.Errorf("the configuration that is there must be put right first:\n%w", err)
	}
	tokens, err := config.LoadTokens(func(string) string { return "" }, a.secretsPath())
	if err != nil {
		return err
	}
	q := &questions{in: a.in, lines: bufio.NewReader(a.in), out: a.out, file: a.configFile}
	fmt.Fprintln(a.out, "Press Enter to keep what stands in [brackets], or to leave a thing out.")
	text = q.settings(text, now.Clinic)
	text = q.knowledge(text, now.Knowledge, a.beside)
	q.token("Discord bot token", discordToken, &tokens.Discord)
	q.token("Slack app-level token (xapp-...)", slackAppToken, &tokens.SlackApp)
	q.token("Slack bot token (xoxb-...)", slackBotToken, &tokens.SlackBot)
	if err := cmp.Or(q.err, ctx.Err()); err != nil {
		return fmt.Errorf("nothing was written: %w", err)
	}
	secrets, err := os.ReadFile(a.secretsPath())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading the secrets that are there: %w", err)
	}
	return writeFiles(newFile{a.configFile, text, 0o644}, newFile{a.secretsPath(), secretsText(secrets, tokens), 0o600})
}

// existing is path when there is such a file, else "".
func (a *app) existing(path string) string {
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// secretsPath is the secrets file: the one that was named, or the one beside the configuration.
func (a *app) secretsPath() string {
	if a.secretsFile != "" {
		return a.secretsFile
	}
	return filepath.Join(filepath.Dir(a.configFile), secretsName)
}

// secretsText is a secrets file with the tokens that are known: the old one, with the lines of these tokens changed.
func secretsText(old []byte, t config.Tokens) []byte {
	text := string(old)
	if text == "" {
		text = "# Backtalk's tokens. Whoever has them can speak as the bot: keep this file to yourself.\n"
	}
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for _, token := range []struct{ name, value string }{{config.DiscordToken, t.Discord}, {config.SlackAppToken, t.SlackApp}, {config.SlackBotToken, t.SlackBot}} {
		if token.value == "" {
			continue
		}
		at := slices.IndexFunc(lines, func(line string) bool {
			name, _, _ := strings.Cut(line, "=")
			return strings.TrimSpace(name) == token.name
		})
		if at < 0 {
			lines = append(lines, "")
			at = len(lines) - 1
		}
		lines[at] = token.name + "=" + token.value
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// newFile is a file to be written.
type newFile struct {
	path string
	data []byte
	mode fs.FileMode // of a new one; an old one keeps its own
}

// writeFiles writes files whole, in the place of the old ones, or none of them.
func writeFiles(files ...newFile) (err error) {
	var staged []string
	defer func() {
		for _, name := range staged {
			_ = os.Remove(name) // those that took their place are not there any more
		}
	}()
	for _, f := range files {
		name, err := stage(f)
		if err != nil {
			return fmt.Errorf("nothing was written: writing %s: %w", f.path, err)
		}
		staged = append(staged, name)
	}
	for i, f := range files {
		if err := os.Rename(staged[i], f.path); err != nil {
			return fmt.Errorf("writing %s: %w", f.path, err)
		}
	}
	return nil
}

// stage writes a file beside the place that it will take, and returns its name.
func stage(f newFile) (name string, err error) {
	if info, err := os.Stat(f.path); err == nil {
		f.mode = info.Mode().Perm()
	}
	temp, err := os.CreateTemp(filepath.Dir(f.path), "."+filepath.Base(f.path)+"-*")
	if err != nil {
		return "", err
	}
	_, err = temp.Write(f.data)
	if err = errors.Join(err, temp.Chmod(f.mode), temp.Sync(), temp.Close()); err != nil {
		_ = os.Remove(temp.Name())
		return "", err
	}
	return temp.Name(), nil
}
