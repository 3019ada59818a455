package slack

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"backtalk/internal/voice"
)

// manifest describes the app to Slack: docs.slack.dev/reference/app-manifest.
type manifest struct {
	Display  display  `json:"display_information"`
	Features features `json:"features"`
	OAuth    oauth    `json:"oauth_config"`
	Settings settings `json:"settings"`
}

type display struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

type features struct {
	Home      appHome         `json:"app_home"`
	Bot       botUser         `json:"bot_user"`
	Agent     agentView       `json:"agent_view"`
	Shortcuts []shortcutEntry `json:"shortcuts"`
	Commands  []commandEntry  `json:"slash_commands"`
}

type appHome struct {
	Home     bool `json:"home_tab_enabled"`
	Messages bool `json:"messages_tab_enabled"`
	ReadOnly bool `json:"messages_tab_read_only_enabled"`
}

type botUser struct {
	Name   string `json:"display_name"`
	Online bool   `json:"always_online"`
}

type agentView struct {
	Description string `json:"agent_description"`
}

type shortcutEntry struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Callback    string `json:"callback_id"`
	Description string `json:"description"`
}

type commandEntry struct {
	Command     string `json:"command"`
	Description string `json:"description"`
	Hint        string `json:"usage_hint"`
	Escape      bool   `json:"should_escape"`
}

type oauth struct {
	Scopes struct {
		Bot []string `json:"bot"`
	} `json:"scopes"`
}

type settings struct {
	Events struct {
		Bot []string `json:"bot_events"`
	} `json:"event_subscriptions"`
	Interactivity struct {
		On bool `json:"is_enabled"`
	} `json:"interactivity"`
	Org      bool `json:"org_deploy_enabled"`
	Socket   bool `json:"socket_mode_enabled"`
	Rotation bool `json:"token_rotation_enabled"`
}

// scopes are what the bot must be allowed to do with these options, and nothing more.
func scopes(o Options) []string {
	all := []string{
		"app_mentions:read", // somebody mentions it
		"assistant:write",   // suggested questions in the agent surface
		"channels:history",  // follow-ups in its threads, questions that are changed or deleted, listening
		"chat:write",        // to answer
		"commands",          // /faq and the shortcuts
		"groups:history",    // as channels:history, in private channels
		"im:history",        // direct messages
		"im:write",          // to look whether a private answer went out before it is sent again
	}
	for _, space := range o.Spaces {
		for _, id := range space.Staff {
			if strings.HasPrefix(id, "S") {
				all = append(all, "usergroups:read") // who is in the user groups that are staff
			}
		}
	}
	if o.Names {
		all = append(all, "users:read") // display names for the credit
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// events are what the app is told of.
func events() []string {
	return []string{"app_home_opened", "app_mention", "app_uninstalled", "message.channels", "message.groups", "message.im", "tokens_revoked"}
}

// Manifest is the app's manifest for these options, as JSON: what Slack asks for when an app is created. Tokens are not
// in it, and not needed for it.
func Manifest(o Options) ([]byte, error) {
	m := manifest{
		Display: display{clip(voice.AppName, maxAppName), voice.SlackDescription},
		Features: features{
			Home:  appHome{Home: true, Messages: true},
			Bot:   botUser{voice.AppName, true},
			Agent: agentView{voice.SlackAgent},
			Shortcuts: []shortcutEntry{
				{voice.SlackAsk, "global", callbackAsk, voice.SlackAskDescription},
				{voice.FindTitle, "message", callbackFind, voice.SlackFind},
			},
			Commands: []commandEntry{{voice.SlackCommand, voice.AskTitle, voice.SlackCommandHint, true}},
		},
	}
	m.OAuth.Scopes.Bot = scopes(o)
	m.Settings.Events.Bot = events()
	m.Settings.Interactivity.On = true
	m.Settings.Socket = true
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing Slack's app manifest: %w", err)
	}
	return append(b, '\n'), nil
}

// ManifestLink is the address of Slack's page for creating an app, with the manifest filled in.
func ManifestLink(o Options) (string, error) {
	b, err := Manifest(o)
	if err != nil {
		return "", err
	}
	var short any
	if err := json.Unmarshal(b, &short); err != nil {
		return "", fmt.Errorf("reading Slack's app manifest: %w", err)
	}
	if b, err = json.Marshal(short); err != nil {
		return "", fmt.Errorf("writing Slack's app manifest: %w", err)
	}
	return "https://api.slack.com/apps?new_app=1&manifest_json=" + strings.ReplaceAll(url.QueryEscape(string(b)), "+", "%20"), nil
}
