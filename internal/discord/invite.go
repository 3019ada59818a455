package discord

import (
	"encoding/base64"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Invite is the address that invites the bot with the least permissions (topics/oauth2, "Bot Authorization Flow"). With
// one guild, that guild is chosen already.
func Invite(appID string, guilds ...string) string {
	q := url.Values{"client_id": {appID}, "scope": {"bot applications.commands"}, "permissions": {strconv.FormatInt(least(), 10)}}
	if len(guilds) == 1 {
		q.Set("guild_id", guilds[0])
	}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// PortalSettings says, one line each, what to tick in the developer portal.
func PortalSettings(o Options) []string {
	lines := []string{
		"Installation > Install Link: None; with another one the portal does not save the next setting.",
		"Bot > Public Bot: off, so that nobody else can add it.",
		"Bot > Requires OAuth2 Code Grant: off.",
		"Bot > Presence Intent and Server Members Intent: off, they are not needed.",
	}
	if readsAll(o) {
		lines = append(lines, "Bot > Message Content Intent: on, because the configuration has listen or forum_text for:"+list(o))
	} else {
		lines = append(lines, "Bot > Message Content Intent: off, it is not needed.")
	}
	return append(lines, "General Information > Interactions Endpoint URL: empty, or commands and buttons do not reach the bot.")
}

// list names the guilds whose settings need the message content intent.
func list(o Options) string {
	text := ""
	for _, id := range slices.Sorted(maps.Keys(o.Spaces)) {
		if s := o.Spaces[id]; len(s.Listen) > 0 || s.ForumText && len(s.Forums) > 0 {
			text += " " + id
		}
	}
	return text + "."
}

// AppID is the application's id, which is the first part of a bot's token: in base64, before two more with dots between
// them.
func AppID(token string) (string, error) {
	parts := strings.Split(token, ".")
	id, err := base64.RawStdEncoding.DecodeString(parts[0])
	if len(parts) != 3 || parts[1] == "" || parts[2] == "" || err != nil || !IsAppID(string(id)) {
		return "", errors.New("the Discord token is missing or not a bot's token")
	}
	return string(id), nil
}

// IsAppID tells whether a text can be an application's id: a number of 15 to 20 digits, as all of Discord's ids are.
func IsAppID(id string) bool {
	return len(id) >= 15 && len(id) <= 20 && strings.Trim(id, "0123456789") == ""
}
