package fakeslack

import (
	"encoding/json"
	"fmt"
)

// Install sets the app up as a manifest says: its scopes in every workspace, its events, commands, shortcuts, tabs,
// Socket Mode. With it a test shows that the manifest asks for enough.
func (s *Server) Install(manifest []byte) error {
	var m struct {
		Display  struct{ Name string } `json:"display_information"`
		Features struct {
			Home struct {
				Home     bool `json:"home_tab_enabled"`
				Messages bool `json:"messages_tab_enabled"`
				ReadOnly bool `json:"messages_tab_read_only_enabled"`
			} `json:"app_home"`
			Agent     *json.RawMessage `json:"agent_view"`
			Shortcuts []struct {
				CallbackID string `json:"callback_id"`
			} `json:"shortcuts"`
			Commands []struct{ Command string } `json:"slash_commands"`
		} `json:"features"`
		OAuth struct {
			Scopes struct{ Bot []string } `json:"scopes"`
		} `json:"oauth_config"`
		Settings struct {
			Events struct {
				Bot []string `json:"bot_events"`
			} `json:"event_subscriptions"`
			Interactivity struct {
				On bool `json:"is_enabled"`
			} `json:"interactivity"`
			SocketMode bool `json:"socket_mode_enabled"`
		} `json:"settings"`
	}
	if err := json.Unmarshal(manifest, &m); err != nil {
		return fmt.Errorf("install the app from its manifest: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a := &s.app
	a.name = m.Display.Name
	a.homeTab, a.messagesTab, a.readOnly = m.Features.Home.Home, m.Features.Home.Messages, m.Features.Home.ReadOnly
	a.agent, a.socketMode, a.interactivity = m.Features.Agent != nil, m.Settings.SocketMode, m.Settings.Interactivity.On
	a.events = set(m.Settings.Events.Bot)
	a.commands, a.shortcuts = map[string]bool{}, map[string]bool{}
	for _, c := range m.Features.Commands {
		a.commands[c.Command] = true
	}
	for _, c := range m.Features.Shortcuts {
		a.shortcuts[c.CallbackID] = true
	}
	for _, t := range s.teams {
		t.scopes = m.OAuth.Scopes.Bot
	}
	return nil
}

// offers says whether the app has a command or shortcut; without a manifest it has any. The lock is held.
func offers(known map[string]bool, name string) bool { return known == nil || known[name] }
