"""The written law and a council's protocol as people read them: by source, rule by rule, topic by topic, compared."""
