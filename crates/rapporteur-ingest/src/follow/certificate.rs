//! What is wrong with a server's certificate, in words.

use std::error::Error;

use rustls::CertificateError;

/// Why a server could not prove who it is; `None` where the failure is another one.
pub(super) fn distrust(error: &ureq::Error) -> Option<String> {
    let certificate = match error {
        ureq::Error::Rustls(rustls::Error::InvalidCertificate(why)) => why,
        ureq::Error::Io(io) => match inner(io)? {
            rustls::Error::InvalidCertificate(why) => why,
            _ => return None,
        },
        _ => return None,
    };
    Some(words(certificate))
}

fn inner(error: &std::io::Error) -> Option<&rustls::Error> {
    let mut cause: Option<&(dyn Error + 'static)> = error.get_ref().map(|inner| inner as _);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        cause = error.source();
    }
    None
}

fn words(why: &CertificateError) -> String {
    match why {
        // A bad signature is that of an authority which only bears the name of a trusted one.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "its certificate is signed by no authority that is trusted".to_owned()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has expired, or this computer's clock is wrong".to_owned()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet, or this computer's clock is wrong".to_owned()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another host".to_owned()
        }
        CertificateError::Revoked => "its certificate was revoked".to_owned(),
        other => format!("its certificate is not valid ({other:?})"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::thread;
    use std::time::Duration;

    use rcgen::{
        BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd,
    };
    use rustls::pki_types::PrivateKeyDer;
    use rustls::{ServerConfig, ServerConnection};
    use ureq::tls::{Certificate, RootCerts};

    use super::super::fetch::{Condition, Failure, Fetcher};

    /// An authority that only these tests trust.
    fn authority() -> CertifiedIssuer<'static, KeyPair> {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
    }

    /// Serves one HTTPS answer on loopback; the port.
    fn serve(params: CertificateParams, issuer: &CertifiedIssuer<'static, KeyPair>) -> u16 {
        let key = KeyPair::generate().unwrap();
        let signed = params.signed_by(&key, issuer).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![signed.der().clone()], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let Ok(mut connection) = ServerConnection::new(Arc::new(config)) else { return };
            let mut tls = rustls::Stream::new(&mut connection, &mut stream);
            let mut request = [0; 4096];
            // A client that refuses the certificate ends it here.
            if tls.read(&mut request).is_ok() {
                drop(tls.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nTruce"));
                drop(tls.flush());
            }
        });
        port
    }

    fn ask(
        port: u16,
        trusted: Option<&CertifiedIssuer<'static, KeyPair>>,
    ) -> Result<Vec<u8>, Failure> {
        let named = BTreeSet::from(["localhost".to_owned()]);
        let roots = trusted.map_or(RootCerts::WebPki, |issuer| {
            RootCerts::from([Certificate::from_der(issuer.der()).to_owned()])
        });
        let fetcher = Fetcher::trusting("test", Duration::from_secs(10), named, roots);
        let url = format!("https://localhost:{port}/");
        fetcher.get(&url, &Condition::default(), &AtomicBool::new(false)).map(|answer| answer.sent)
    }

    fn params(host: &str) -> CertificateParams {
        CertificateParams::new(vec![host.to_owned()]).unwrap()
    }

    #[track_caller]
    fn distrusts(result: Result<Vec<u8>, Failure>, words: &str) {
        let Err(Failure::Untrusted(why)) = &result else { panic!("{result:?}") };
        assert!(why.contains(words), "{why}");
    }

    #[test]
    fn a_server_that_proves_who_it_is_is_heard() {
        let issuer = authority();
        assert_eq!(ask(serve(params("localhost"), &issuer), Some(&issuer)).unwrap(), b"Truce");
    }

    #[test]
    fn a_certificate_that_nobody_vouches_for_is_refused() {
        let port = serve(params("localhost"), &authority());
        distrusts(ask(port, None), "no authority that is trusted");
        let other = authority();
        distrusts(ask(serve(params("localhost"), &authority()), Some(&other)), "no authority");
    }

    #[test]
    fn an_expired_certificate_and_one_of_the_future_are_refused() {
        let issuer = authority();
        let mut past = params("localhost");
        (past.not_before, past.not_after) = (date_time_ymd(2001, 1, 1), date_time_ymd(2002, 1, 1));
        distrusts(ask(serve(past, &issuer), Some(&issuer)), "has expired");
        let mut future = params("localhost");
        (future.not_before, future.not_after) =
            (date_time_ymd(2901, 1, 1), date_time_ymd(2902, 1, 1));
        distrusts(ask(serve(future, &issuer), Some(&issuer)), "not valid yet");
    }

    #[test]
    fn a_certificate_of_another_host_is_refused() {
        let issuer = authority();
        distrusts(ask(serve(params("wire.example"), &issuer), Some(&issuer)), "for another host");
    }
}
