/*
Backtalk answers questions about massage and back pain with a clinic's own words.

	backtalk ask "Can massage help my back pain?"

It finds the passage of the clinic's articles that answers, and shows it word for word with a way to book; or it says
that it doesn't have that; or, where words point to danger, it says "doctor" instead of "book". It has no model and
makes up no sentence.

# A tour

This is the path of one question through the house, in the order in which the packages are best read.

A platform delivers an event. Its adapter (package discord, slack or terminal) turns it into a chat.Message; what comes back
from the chat.Handler is a chat.Reply, or nil for silence: the Words that are seen, the Audience that sees them, and the Deeds
that are done beside. Package chat holds these types, names what is kept of them (Journal, Memo, Ledger, Keeper), and does
nothing. Every adapter has to pass the contract in chat/chattest.

An adapter translates, it does not decide. voice.Lay (voice/layout.go) lists what a reply says, in order and under one set of
labels: lead, quotes with their source, what follows. An adapter styles these parts and knows limits (discord/render.go,
slack/render.go, terminal/render.go); below them stand choices, links and buttons, in this order on both platforms. discord
and slack have the same file names for the same work (internal/sisters_test.go lists the differences, with reasons), each a
package link round its library (connections, limits, and that library's defects), and fakes of their platforms (fake/discord,
fake/slack) for their tests.

An adapter remembers what it needs to serve its platform: who may do what where, how far it came, which posts are its own. The time
or the number that each is kept for stands beside it in the code. Of what people write, the adapters of chats keep only the title of a
new forum post, for ten minutes: Discord sends it before the text. The terminal keeps the lines that were typed into it until it ends.
What outlasts a restart is listed in help/privacy.md.

To add a platform, write another such package; it is a courier.Platform. Other places list the platforms by name, and need a line
too: in this command adapters.go, supervisor.go, setup.go, online.go, token.go, help.go and root.go; in package config the
settings of its spaces and its tokens; in package voice the places that call a platform by its name; the pages help/*.md; and the
tests that list packages (internal/imports_test.go, internal/sisters_test.go, internal/sentences_test.go).

Between the two stands package courier: it notes what it takes on in the Journal before it is worked on, keeps the order
within a channel, lets what tells of danger pass everything else, posts each reply once, changes and removes replies with
their questions, and takes up after a crash or an outage what was left lying. What could not be said it lists for staff. The
Journal is package store, a SQLite file with ids and times; a text stays in it only until it is answered.

The handler is package bot. It decides when to speak (pauses, limits, listening), remembers a conversation for ten minutes (in
memory only; bot/doc.go lists all that it remembers, and for how long), lends the question to the current answer.Engine, and
makes a reply of the answer. It has no sentence of its own: all of them, and all labels, stand in package voice, with the
numbers to call (package contact); everything else that can be said stands in the knowledge folder, but for the warning of a
sign that is not known any more (sign.General). A wrong sentence is corrected in one of these; one in an article, in its
Markdown file. The built-in articles, signs and topics are part of the program, which must be built anew; signs and topics
must be learnt before (knowledge/README.md).

Package answer decides. First it looks for danger signs, with package sign, which needs neither index nor articles and so works
when both are broken: a few certain words a sign (knowledge/signs), which package phrase finds with the grammar around them, and
what was learnt from examples, are weighed to one number, and sign/decide.go says what becomes of it: a warning, an answer with
one line of caution, an answer. While a warning stands (answer/standing.go), what the person goes on with is answered about that
matter. Then it asks package search for a ranking, of the message alone and, where it leans on the one before, as "why" and "no, I
meant the other one" do, of both (answer/followup.go), and hands it to the gate (answer/gate.go), which says quote, clarify,
abstain, booking, greet, decline or silent; the same question, hits and thresholds always get the same. After the gate, a message
that asks several things is taken apart (answer/split.go, answer/halves.go, answer/several.go). The gate's weights
(answer/weights.go) are written by "backtalk eval --fit" and belong to no topic.

Package search ranks, every section in the same way. The text is scored by BM25 and by the words that question and section
share; word vectors (package text) say what words mean, as the library's phrasings have taught (lesson/meanings.go); and its
classifier (package classify, which the danger signs use as well) places question and section alike in topic space, where they
can be compared. A section that a topic covers has that topic's probability besides. In a large folder bleve finds the
candidates first. The weights stand in answer/weights.go, too, and hold for a folder on any subject.

Package corpus reads the knowledge, the built-in one and the clinic's own folder: where both have a section with the same id or on
the same subject, the clinic's is served; and where its own articles do not speak of massage, they are served alone, unless the
configuration says otherwise. Articles become documents, sections and passages, each passage a span of its file that only corpus
can make, so that a quote is verbatim by construction. Topics (knowledge/topics.yaml, and a folder's own) say what people ask
about; headings, cues, front matter and the classifier say which section covers which topic. Topics that nothing covers are known
as well: of a question about prices the gate can tell that no article answers it. The front matter's "ask:" says how people ask for a
section. All faults of a folder come back at once, each with its file and line: package fault has
them, proposes the right name for a misspelt one, and reads YAML so that every value knows its line, for topics, signs and front matter.

What a folder's own topics are known by is fitted at the load, to their questions and a sample of the built-in ones'. "backtalk serve" keeps
it in the data folder (fitted.go) for the next load by any command: it counts only for just those topics and just that learnt.bin.

Package importing makes such an article of what a clinic has already: a web page, a table of questions and answers, a Word
document. It is open only when somebody runs "backtalk import", and what it writes is for people to edit.

What is remembered for a while and then forgotten - who spoke lately, what came before, where the bot posted - lies in a Map of
package recent, in the bot as in the adapters, which holds so many things for so long and forgets the oldest first.

Whoever compares words reads them through package text: their normal form, where they stand, their stems, the word that a
misspelt one was meant for, and whether it is Spanish. Package phrase stands on it as well.

Package lesson is the school, open only when somebody runs "backtalk learn" or has "backtalk eval" measure it: it reads the
examples in knowledge/learn, written by many hands, of people who have a sign, who only sound like it, and who are in no
danger (signs.jsonl, follow.jsonl, ordinary.jsonl), and how people ask about the topics (questions.jsonl, more.jsonl); it fits
what packages sign and corpus go by, part by part. Package learnt is the form of the file, knowledge/learn/learnt.bin, which
the binary embeds and every start reads.

Package config reads the clinic's settings. Package quality measures all of it on labelled questions; its golden file,
internal/quality/testdata/stats.txt, shows every change of behaviour as its diff. Package audit asks for each of the clinic's
own sections as people ask, and tells the office manager which are badly found and what nobody is told: the screen that
"backtalk check" begins with. Package review prints what a therapist and the owner are to read and sign.
internal/imports_test.go holds who may import whom.

This command is wiring: main.go and root.go for what all share, and one file a command, those for the set-up of Discord and
Slack in online.go. adapters.go makes the adapters, folders.go finds the knowledge. Around serve.go, which is what stays while
the program runs: supervisor.go serves the platforms, each by itself, notices.go tells the staff on one what befalls another,
reload.go takes in what changes on disk, fitted.go keeps what was fitted. setup.go asks with questions.go and token.go;
audit.go has package audit look into the folder; ask.go prints by why.go, result.go and jsonl.go; fit.go belongs to eval.go.
*/
package main
