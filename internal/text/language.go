package text

// Spanish reports whether a message is written in Spanish: it holds small words of Spanish, and more of them than of
// English. One borrowed word ("siesta", "por favor") does not make it so.
func Spanish(words []Word) bool {
	es, en, all := 0, 0, 0
	for _, w := range words {
		if w.Kind != Letters {
			continue
		}
		all++
		switch w.Norm {
		case "el", "la", "los", "las", "un", "una", "unos", "de", "del", "que", "y", "en", "es", "por", "para", "con", "mi", "mis",
			"tengo", "tiene", "tienen", "puedo", "puede", "pueden", "cuanto", "cuesta", "como", "cual", "donde", "cuando", "hay",
			"muy", "pero", "si", "se", "lo", "le", "al", "su", "sus", "yo", "usted", "ustedes", "desde", "siento", "mucho", "nada",
			"espalda", "dolor", "duele", "duelen", "masaje", "masajes", "ayuda", "cita", "hola", "gracias", "buenos", "buenas", "dias", "tardes",
			"hacen", "hace", "quiero", "quisiera", "necesito", "estoy", "esta", "son", "tambien", "cuello", "hombros", "horario", "precio",
			"ofrecen", "reservar", "sirve", "sin", "porque", "cada", "mas", "ayer", "hoy", "matar", "matarme", "morir", "morirme", "vivir", "pareja", "golpea", "frasco", "pastillas", "toco", "voy", "ya", "esposo", "esposa", "ando", "espanol":
			es++
		case "the", "is", "are", "my", "i", "a", "an", "and", "to", "of", "in", "for", "with", "do", "does", "can", "what", "how",
			"it", "you", "your", "have", "this", "that", "would", "massage", "back", "pain", "on", "at", "was", "be", "im":
			en++
		}
	}
	return es > 2*en && (es >= 2 && 3*es >= all || es == all)
}
