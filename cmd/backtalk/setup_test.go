package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backtalk/internal/discord/discordtest"
	"backtalk/internal/slack/slacktest"
)

// command runs the program in this process and returns what it printed.
func (h *home) command(stdin string, args ...string) (string, error) {
	out := &output{}
	args = append(args, "--config", filepath.Join(h.dir, configName))
	env := map[string]string{}
	for _, e := range h.env {
		name, value, _ := strings.Cut(e, "=")
		env[name] = value
	}
	err := run(context.Background(), args, func(name string) string { return env[name] }, strings.NewReader(stdin), out, out)
	return out.String(), err
}

func (h *home) read(name string) string {
	h.t.Helper()
	data, err := os.ReadFile(filepath.Join(h.dir, name))
	if err != nil {
		h.t.Fatal(err)
	}
	return string(data)
}

// TestSetup asks, writes both files, and ends with what the platforms say; again, it keeps everything that stands there.
func TestSetup(t *testing.T) {
	t.Parallel()
	d, s := discordtest.New(t), slacktest.New(t)
	d.AddGuild("Clinic")
	mine := "# ours\ndiscord: {api_url: " + d.API() + "}\nslack: {api_url: " + s.APIURL() + "}\nclinic:\n  name: Old Name # as on the door\n"
	h := newHome(t, mine)
	answers := strings.Join([]string{"New Name", "no number", "555-010-0199", "https://example.com/book", "", discordtest.Token, s.AppToken(), s.Team().BotToken(), ""}, "\n")
	out, err := h.command(answers, "setup")
	if err != nil {
		t.Fatalf("got %v\n%s", err, out)
	}
	lookFor(t, "what it says", out, "[Old Name]", "write a phone number", "Wrote ", "ok     ")
	lookFor(t, "the configuration", h.read(configName), "# ours\n", `name: "New Name" # as on the door`, `phone: "555-010-0199"`, `booking_url: "https://example.com/book"`)
	lookFor(t, "the secrets", h.read(secretsName), "BACKTALK_DISCORD_TOKEN="+discordtest.Token, "BACKTALK_SLACK_APP_TOKEN="+s.AppToken())
	if info, err := os.Stat(filepath.Join(h.dir, secretsName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the secrets file: got %v, %v, want that nobody else can read it", info, err)
	}
	if err := os.WriteFile(filepath.Join(h.dir, secretsName), []byte("# mine\n\n"+h.read(secretsName)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(h.dir, configName), 0o600); err != nil {
		t.Fatal(err)
	}
	config, secrets := h.read(configName), h.read(secretsName)
	if out, err = h.command(strings.Repeat("\n", 8), "setup"); err != nil {
		t.Fatalf("again: got %v\n%s", err, out)
	}
	if h.read(configName) != config || h.read(secretsName) != secrets {
		t.Errorf("pressing Enter changed something:\n%s", h.read(configName))
	}
	if info, err := os.Stat(filepath.Join(h.dir, configName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the configuration: got %v, %v, want the mode that it had", info, err)
	}
	if strings.Contains(out, discordtest.Token) || strings.Contains(out, s.AppToken()) {
		t.Errorf("a token is shown: %s", out)
	}
}

// TestSetupFails leaves the files as they were.
func TestSetupFails(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]string{"answers end": "clinic: {}\n", "wrong before": "clinik: {}\n"} {
		h := newHome(t, config)
		if out, err := h.command("New Name\n", "setup"); err == nil {
			t.Errorf("%s: got no error\n%s", name, out)
		}
		if got := h.read(configName); got != config {
			t.Errorf("%s: the configuration became\n%s", name, got)
		}
		if _, err := os.Stat(filepath.Join(h.dir, secretsName)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: a secrets file was written: %v", name, err)
		}
	}
}

// TestSetupFresh begins a configuration where there is none.
func TestSetupFresh(t *testing.T) {
	t.Parallel()
	h := newHome(t, "")
	if err := os.Remove(filepath.Join(h.dir, configName)); err != nil {
		t.Fatal(err)
	}
	out, err := h.command("My Clinic\n555-010-0199\n\n\n\n\n\n", "setup")
	if err == nil || !strings.Contains(err.Error(), "no token is set") {
		t.Errorf("without a token: got %v\n%s", err, out)
	}
	lookFor(t, "the configuration", h.read(configName), "name: \"My Clinic\"\n  phone: \"555-010-0199\"\n  booking_url:\n", "data: backtalk-data")
	if out, err := h.command("", "check", "--knowledge", filepath.Join(h.dir, "articles")); err != nil {
		t.Errorf("what was written is not right: %v\n%s", err, out)
	}
}

// TestCheckOnline: each thing that is wrong is one sentence that says what to do.
func TestCheckOnline(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.d.AllowViolations()
	s.d.ForbidIntents(discordtest.MessageContent)
	s.d.Deny(s.lobby, s.d.Everyone(s.guild), discordtest.SendMessages)
	config := strings.ReplaceAll(s.read(configName), s.questions.ID, "999999999999999999")
	if err := os.WriteFile(filepath.Join(s.dir, configName), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := s.command("", "check", "--online")
	if !errors.Is(err, errFaults) {
		t.Errorf("got %v, want that there are faults", err)
	}
	lookFor(t, "what is wrong", out, "Message Content Intent", "999999999999999999", "Send Messages")
	if strings.Contains(out, discordtest.Token) {
		t.Error("the token is shown")
	}
}
