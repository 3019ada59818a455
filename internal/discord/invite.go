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

// AppID is the application's id, which is the first part of a bot's token.
func AppID(token string) (string, error) {
	first, _, ok := strings.Cut(token, ".")
	id, err := base64.RawStdEncoding.DecodeString(first)
	if _, numberErr := strconv.ParseUint(string(id), 10, 64); !ok || err != nil || numberErr != nil {
		return "", errors.New("the Discord token is missing or not a bot's token")
	}
	return string(id), nil
}
