package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	fakediscord "backtalk/internal/fake/discord"
	fakeslack "backtalk/internal/fake/slack"
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
	d, s := fakediscord.New(t), fakeslack.New(t)
	d.AddGuild("Clinic")
	mine := "# ours\ndiscord: {api_url: " + d.API() + "}\nslack: {api_url: " + s.APIURL() + "}\nclinic:\n  name: Old Name # as on the door\n"
	h := newHome(t, mine)
	answers := strings.Join([]string{"New Name", "no number", "555-010-0199", "https://example.com/book", "", "nowhere", "articles", "perhaps", "yes", fakediscord.Token, s.AppToken(), s.Team().BotToken(), ""}, "\n")
	out, err := h.command(answers, "setup")
	if err != nil {
		t.Fatalf("got %v\n%s", err, out)
	}
	lookFor(t, "what it says", out, "[Old Name]", "write a phone number", "there is no such folder", "write yes or no", "Wrote ", "ok     ")
	lookFor(t, "the configuration", h.read(configName), "# ours\n", `name: "New Name" # as on the door`, `phone: "555-010-0199"`, `booking_url: "https://example.com/book"`,
		"knowledge:\n  builtin: \"yes\"\n  folder: \"articles\"\n")
	lookFor(t, "the secrets", h.read(secretsName), "BACKTALK_DISCORD_TOKEN="+fakediscord.Token, "BACKTALK_SLACK_APP_TOKEN="+s.AppToken())
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
	if out, err = h.command(strings.Repeat("\n", 10), "setup"); err != nil {
		t.Fatalf("again: got %v\n%s", err, out)
	}
	if h.read(configName) != config || h.read(secretsName) != secrets {
		t.Errorf("pressing Enter changed something:\n%s", h.read(configName))
	}
	if info, err := os.Stat(filepath.Join(h.dir, configName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the configuration: got %v, %v, want the mode that it had", info, err)
	}
	if strings.Contains(out, fakediscord.Token) || strings.Contains(out, s.AppToken()) {
		t.Errorf("a token is shown: %s", out)
	}
}

// TestSetupFails leaves the files as they were.
func TestSetupFails(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]string{"answers end": "clinic: {}\n", "answers end after a wrong token": "clinic: {name: x}\n", "wrong before": "clinik: {}\n"} {
		h := newHome(t, config)
		answers := "New Name\n"
		if strings.Contains(name, "token") {
			answers += "\n\n\n\n\nmarked"
		}
		if out, err := h.command(answers, "setup"); err == nil || strings.Contains(out+err.Error(), "marked") {
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

// TestSetupTokens: what cannot be the token that is asked for is refused with its shape, or called what it is, and never
// shown; then it is asked again.
func TestSetupTokens(t *testing.T) {
	t.Parallel()
	d, s := fakediscord.New(t), fakeslack.New(t)
	d.AddGuild("Clinic")
	app, bot := s.AppToken(), s.Team().BotToken()
	h := newHome(t, "discord: {api_url: "+d.API()+"}\nslack: {api_url: "+s.APIURL()+"}\n")
	typed := []string{"", "", "", "", "", // the clinic, and its articles
		"marked", "marked.one.two", "bm8gbnVtYmVy.marked.two", app, bot, "Bot " + fakediscord.Token,
		"xapp-", "xapp-marked 1", bot, fakediscord.Token, app,
		"xoxp-marked", app, "xoxb-mark\"ed", bot}
	out, err := h.command(strings.Join(typed, "\n")+"\n", "setup")
	if err != nil {
		t.Fatalf("got %v\n%s", err, out)
	}
	lookFor(t, "what it says", out, "that is not Discord's bot token: three parts with dots", "that is Slack's app-level token; asked for is Discord's bot token",
		"that is Slack's bot token; asked for is Discord's", "that is not Slack's app-level token: it begins with xapp-", "that is Slack's bot token; asked for is Slack's app-level token",
		"that is Discord's bot token; asked for is Slack's app-level", "that is not Slack's bot token: it begins with xoxb-", "that is Slack's app-level token; asked for is Slack's bot token")
	lookFor(t, "the secrets", h.read(secretsName), "BACKTALK_DISCORD_TOKEN="+fakediscord.Token+"\n", "BACKTALK_SLACK_APP_TOKEN="+app+"\n", "BACKTALK_SLACK_BOT_TOKEN="+bot+"\n")
	for _, token := range []string{"marked", fakediscord.Token, app, bot} {
		if strings.Contains(out, token) {
			t.Errorf("a token is shown: %s", out)
		}
	}
}

// TestInvite: the application's id is read from the token or given, and nothing else passes for one.
func TestInvite(t *testing.T) {
	t.Parallel()
	h := newHome(t, "clinic: {}\n", "BACKTALK_DISCORD_TOKEN="+fakediscord.Token)
	for _, tt := range []struct{ id, want, err string }{
		{"none", "client_id=100000000000000001&", ""}, {"223456789012345678", "client_id=223456789012345678&", ""},
		{"abc", "", "an application's id is a number of 15 to 20 digits"}, {"12345", "", "15 to 20 digits"}, {"", "", "15 to 20 digits"},
		{"12345678901234567&scope=x", "", "15 to 20 digits"}, {strings.Repeat("1", 21), "", "15 to 20 digits"},
	} {
		args := []string{"discord", "invite", "--app-id=" + tt.id}
		if tt.id == "none" {
			args = args[:2]
		}
		out, err := h.command("", args...)
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) || !strings.Contains(out, tt.want) || err != nil && strings.Contains(out, "client_id") {
			t.Errorf("%q: got %v\n%s", tt.id, err, out)
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
	out, err := h.command("My Clinic\n555-010-0199\n\n\n\n\n\n\n", "setup")
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
	s.d.ForbidIntents(fakediscord.MessageContent)
	s.d.Deny(s.lobby, s.d.Everyone(s.guild), fakediscord.SendMessages)
	config := strings.ReplaceAll(s.read(configName), s.questions.ID, "999999999999999999")
	if err := os.WriteFile(filepath.Join(s.dir, configName), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := s.command("", "check", "--online")
	if !errors.Is(err, errFaults) {
		t.Errorf("got %v, want that there are faults", err)
	}
	lookFor(t, "what is wrong", out, "Message Content Intent", "999999999999999999", "Send Messages")
	if strings.Contains(out, fakediscord.Token) {
		t.Error("the token is shown")
	}
}
