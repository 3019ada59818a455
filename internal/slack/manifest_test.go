package slack

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	fakeslack "backtalk/internal/fake/slack"
)

func TestManifest(t *testing.T) {
	t.Parallel()
	plainOptions := Options{AppToken: "xapp-secret", BotToken: "xoxb-secret"}
	groups := plainOptions
	groups.Spaces = map[string]Space{"T1": {Staff: []string{"S1", "S2"}}}
	people := plainOptions
	people.Spaces, people.Names = map[string]Space{"T1": {Staff: []string{"U1"}}}, true
	nameless := people
	nameless.Names = false
	base := []string{"app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "groups:history", "im:history", "im:write"}
	for name, tt := range map[string]struct {
		o    Options
		want []string
	}{
		"plain":        {plainOptions, base},
		"plain people": {nameless, base}, // who is staff is told by the id alone
		"groups":       {groups, append(slices.Clone(base), "usergroups:read")},
		"people":       {people, append(slices.Clone(base), "users:read")},
	} {
		b, err := Manifest(tt.o)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "secret") {
			t.Errorf("%s: a token is in the manifest", name)
		}
		var m manifest
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(m.OAuth.Scopes.Bot, tt.want) {
			t.Errorf("%s: got scopes %v, want %v", name, m.OAuth.Scopes.Bot, tt.want)
		}
		if !m.Settings.Socket || !m.Settings.Interactivity.On || m.Features.Agent.Description == "" || m.Features.Home.ReadOnly {
			t.Errorf("%s: got %+v", name, m)
		}
		if name == "plain people" {
			name = "plain"
		}
		golden(t, "manifest/"+name+".json", json.RawMessage(b))
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			t.Fatal(err)
		}
		for _, fault := range fakeslack.Manifest().Check("", v) {
			t.Errorf("%s: Slack's schema: %s", name, fault)
		}
	}
}

func TestManifestLink(t *testing.T) {
	t.Parallel()
	link, err := ManifestLink(Options{})
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	if u.Host != "api.slack.com" || u.Path != "/apps" || u.Query().Get("new_app") != "1" || strings.ContainsAny(link, " +") {
		t.Errorf("got %s", link)
	}
	var got, want any
	b, err := Manifest(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if json.Unmarshal([]byte(u.Query().Get("manifest_json")), &got) != nil || json.Unmarshal(b, &want) != nil {
		t.Fatal("the link holds no manifest")
	}
	gotJSON, _ := json.Marshal(got)
	wantJSON, _ := json.Marshal(want)
	if string(gotJSON) != string(wantJSON) {
		t.Errorf("got %s, want %s", gotJSON, wantJSON)
	}
}
