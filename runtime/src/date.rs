//! Dates and times that keep the text as it came.
//!
//! A server that is sloppy with them breaks nothing, and what was read goes back unchanged. Comparing and
//! hashing go by the text: two spellings of one instant differ.

use core::fmt;

use crate::json::{Decode, Encode, Error, Reader, Writer};

macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The text as it came.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                writer.string(&self.0);
            }
        }

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
                String::decode(reader).map(Self)
            }
        }

        $crate::__serde!($name);
    };
}

text_type! {
    /// A full date, `2024-05-01` where the server keeps to RFC 3339.
    Date
}

text_type! {
    /// A date with a time and an offset, `2024-05-01T10:00:00Z` where the server keeps to RFC 3339.
    DateTime
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{Date, DateTime};

    impl Date {
        /// The date as `jiff` knows it.
        ///
        /// # Errors
        ///
        /// When the text is no date.
        pub fn to_jiff(&self) -> Result<jiff::civil::Date, jiff::Error> {
            self.as_str().parse()
        }
    }

    impl DateTime {
        /// The instant as `jiff` knows it.
        ///
        /// # Errors
        ///
        /// When the text is no date with time and offset.
        pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
            self.as_str().parse()
        }
    }

    impl From<jiff::civil::Date> for Date {
        fn from(date: jiff::civil::Date) -> Self {
            Self(date.to_string())
        }
    }

    impl From<jiff::Timestamp> for DateTime {
        fn from(instant: jiff::Timestamp) -> Self {
            Self(instant.to_string())
        }
    }
}

#[cfg(feature = "time")]
mod with_time {
    use time::format_description::well_known::{Iso8601, Rfc3339};

    use super::{Date, DateTime};

    impl Date {
        /// The date as `time` knows it.
        ///
        /// # Errors
        ///
        /// When the text is no date.
        pub fn to_time(&self) -> Result<time::Date, time::error::Parse> {
            time::Date::parse(self.as_str(), &Iso8601::DATE)
        }
    }

    impl DateTime {
        /// The instant as `time` knows it.
        ///
        /// # Errors
        ///
        /// When the text is no date with time and offset.
        pub fn to_time(&self) -> Result<time::OffsetDateTime, time::error::Parse> {
            time::OffsetDateTime::parse(self.as_str(), &Rfc3339)
        }
    }

    impl From<time::Date> for Date {
        fn from(date: time::Date) -> Self {
            Self(format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day()))
        }
    }

    impl TryFrom<time::OffsetDateTime> for DateTime {
        type Error = time::error::Format;

        /// Fails for years that RFC 3339 cannot write.
        fn try_from(instant: time::OffsetDateTime) -> Result<Self, Self::Error> {
            instant.format(&Rfc3339).map(Self)
        }
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use super::{Date, DateTime};

    impl Date {
        /// The date as `chrono` knows it.
        ///
        /// # Errors
        ///
        /// When the text is no date.
        pub fn to_chrono(&self) -> Result<chrono::NaiveDate, chrono::ParseError> {
            self.as_str().parse()
        }
    }

    impl DateTime {
        /// The instant as `chrono` knows it.
        ///
        /// # Errors
        ///
        /// When the text is no date with time and offset.
        pub fn to_chrono(&self) -> Result<chrono::DateTime<chrono::FixedOffset>, chrono::ParseError> {
            chrono::DateTime::parse_from_rfc3339(self.as_str())
        }
    }

    impl From<chrono::NaiveDate> for Date {
        fn from(date: chrono::NaiveDate) -> Self {
            Self(date.to_string())
        }
    }

    impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for DateTime {
        fn from(instant: chrono::DateTime<Z>) -> Self {
            Self(instant.fixed_offset().to_rfc3339())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, DateTime};

    #[test]
    fn the_text_stays_as_it_came() {
        let sloppy: DateTime = crate::json::decode(b"\"yesterday\"").unwrap();
        assert_eq!(sloppy.as_str(), "yesterday");
        assert_eq!(crate::json::encode(&sloppy), b"\"yesterday\"");
        assert_ne!(DateTime::from("2024-05-01T10:00:00Z"), DateTime::from("2024-05-01T10:00:00+00:00"));
        assert!(Date::from("2024-05-01") < Date::from("2024-05-02"));
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff() {
        let instant = DateTime::from("2024-05-01T10:00:00+02:00").to_jiff().unwrap();
        assert_eq!(DateTime::from(instant).as_str(), "2024-05-01T08:00:00Z");
        assert_eq!(Date::from(Date::from("2024-05-01").to_jiff().unwrap()).as_str(), "2024-05-01");
        assert!(DateTime::from("yesterday").to_jiff().is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn time() {
        let instant = DateTime::from("2024-05-01T10:00:00+02:00").to_time().unwrap();
        assert_eq!(DateTime::try_from(instant).unwrap().as_str(), "2024-05-01T10:00:00+02:00");
        assert_eq!(Date::from(Date::from("2024-05-01").to_time().unwrap()).as_str(), "2024-05-01");
        assert!(Date::from("yesterday").to_time().is_err());
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono() {
        let instant = DateTime::from("2024-05-01T10:00:00+02:00").to_chrono().unwrap();
        assert_eq!(DateTime::from(instant).as_str(), "2024-05-01T10:00:00+02:00");
        assert_eq!(Date::from(Date::from("2024-05-01").to_chrono().unwrap()).as_str(), "2024-05-01");
        assert!(Date::from("yesterday").to_chrono().is_err());
    }
}
