package link

import (
	"net/url"

	"github.com/bwmarrin/discordgo"
)

// Path is where a request goes, and what shares its rate limit; nothing does with the answers to interactions.
type Path struct{ endpoint, route string }

// Channel is a channel or a thread.
func Channel(id string) Path { return Path{discordgo.EndpointChannel(id), "/channels/" + id} }

// Messages are those of a channel; what is asked of them may say which.
func Messages(channelID string, which url.Values) Path {
	p := Path{discordgo.EndpointChannelMessages(channelID), "/channels/" + channelID + "/messages"}
	if len(which) > 0 {
		p.endpoint += "?" + which.Encode()
	}
	return p
}

// Message is one message of a channel. Those of a channel share a limit.
func Message(channelID, id string) Path {
	return Path{discordgo.EndpointChannelMessage(channelID, id), "/channels/" + channelID + "/messages/"}
}

// DirectChannels are the bot's direct channels.
func DirectChannels() Path { return Path{discordgo.EndpointUserChannels("@me"), "/users/@me/channels"} }

// Commands are those of an application, in one guild or, without one, everywhere.
func Commands(app, guild string) Path {
	if guild != "" {
		return Path{discordgo.EndpointApplicationGuildCommands(app, guild), "/applications/commands"}
	}
	return Path{discordgo.EndpointApplicationGlobalCommands(app), "/applications/commands"}
}

// Self is the bot itself.
func Self() Path { return Path{discordgo.EndpointUser("@me"), "/users/@me"} }

// SelfGuilds are the guilds that the bot is in.
func SelfGuilds() Path { return Path{discordgo.EndpointUserGuilds("@me"), "/users/@me/guilds"} }

// Application is the bot's application.
func Application() Path { return Path{discordgo.EndpointApplications + "/@me", "/applications/@me"} }

// Guild is a guild.
func Guild(id string) Path { return Path{discordgo.EndpointGuild(id), "/guilds/" + id} }

// Member is a person in a guild.
func Member(guildID, person string) Path {
	return Path{discordgo.EndpointGuildMember(guildID, person), "/guilds/" + guildID + "/members/"}
}

// callback takes the first response to an interaction.
func callback(id, token string) Path {
	return Path{endpoint: discordgo.EndpointInteractionResponse(id, token)}
}

// Response is the message with which an interaction was answered.
func Response(app, token string) Path {
	return Path{endpoint: discordgo.EndpointInteractionResponseActions(app, token)}
}

// FollowUp takes further messages to an interaction.
func FollowUp(app, token string) Path {
	return Path{endpoint: discordgo.EndpointFollowupMessage(app, token)}
}
